import { amountWords, inSentence } from '#lib/metrics/words.ts';
import { writeDate } from '#lib/platform/date-words.ts';
import { ordinal } from '#lib/platform/ordinal.ts';
import { addDays, daysBetween, type Day } from '#lib/platform/period.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import { leagueName } from './league-name.ts';
import type { LeagueView, SeasonView } from './league-view.ts';
import type { LeagueFigure, LeaguePlace, SeasonKind, SeasonResult } from './league.ts';

/** What the sentence about a place needs to know beside the place. */
export interface PlaceContext {
	season: SeasonKind;
	/** What the season is played for, and what the one before was. */
	figure: LeagueFigure;
	figureBefore: LeagueFigure;
	/** How many leagues and people there are now. */
	leagues: number;
	people: number;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Why somebody plays where they play, to themselves: "You were 2nd of 9 in League 2 with …". */
export function placeWords(place: Omit<LeaguePlace, 'memberId'>, context: PlaceContext): string {
	const { reason, before } = place;
	if (reason === 'new') return newWords(place.league, context);
	if (!before) return pastWords(place, context);
	if (reason === 'quiet')
		return `Nothing was counted for you in the ${context.season} before, so you keep your place in ${leagueName(place.league)}.`;
	const result = resultWords(before, context.figureBefore);
	if (reason === 'anew')
		return `${result}. There are ${context.people} of us now, which makes ${leagueCount(context.leagues)}.`;
	return `${result}: ${reason === 'room' ? roomWords(place, before) : rankWords(place, before)}`;
}

/** "You were 2nd of 9 in League 2 with 1,240 points". */
function resultWords(result: SeasonResult, figure: LeagueFigure): string {
	if (result.rank === null) return `You were in ${leagueName(result.league)}`;
	const place = `${ordinal(result.rank)} of ${result.of}`;
	return `You were ${place} in ${leagueName(result.league)} with ${valueWords(result.value, figure)}`;
}

/** What lies ahead: "The first two go up into League 1, the last two go down into League 3." */
export function linesWords(league: number, up: number, down: number): string {
	const rises = up ? `first ${count(up)} go up into ${leagueName(league - 1)}` : '';
	const falls = down ? `last ${count(down)} change into ${leagueName(league + 1)}` : '';
	if (rises && falls) return `The ${rises}, the ${falls}.`;
	return rises || falls ? `The ${rises || falls}.` : 'There is one league: nobody goes up or down.';
}

/** The rows at the lines of a board of so many, from 0; undefined for a line nobody stands at yet. */
export function linesOn(
	{ up, down, members }: Pick<LeagueView, 'up' | 'down' | 'members'>,
	standing: number
): { lastUp: number | undefined; firstDown: number | undefined } {
	const rest = members.length - down;
	return {
		lastUp: up && standing > up ? up - 1 : undefined,
		firstDown: down && rest > up && standing > rest ? rest : undefined
	};
}

/** How long the season goes on: "Five days left. On Monday 23 Nov at noon, places are decided." */
export function seasonWords({ period, today, state }: SeasonView, plays: boolean): string {
	if (state === 'over') return 'This was the last season: leagues are switched off.';
	if (state === 'deciding')
		return 'The season is over. At noon its figures are final, and places for the next one are decided.';
	const days = daysBetween(today, period.end) + 1;
	const left = days === 1 ? 'Last day' : `${capital(count(days))} days left`;
	const noon = `on ${dayWords(addDays(period.end, 1))} at noon`;
	return plays
		? `${left}. Places for the next season are decided ${noon}.`
		: `${left}. It is the last season: leagues are switched off.`;
}

/** "three leagues", "one league". */
export function leagueCount(leagues: number): string {
	return `${count(leagues)} ${leagues === 1 ? 'league' : 'leagues'}`;
}

/** "1,240 points", "€12,400", "3 demos held". */
export function valueWords(value: bigint, { name, unit, currency }: LeagueFigure): string {
	if (unit === 'count') return amountWords(value, name, false);
	const figure = showFigure(value, unit, currency);
	if (unit !== 'points') return `${figure} ${inSentence(name)}`;
	return `${figure} ${figure === '1' ? 'point' : 'points'}`;
}

function newWords(league: number, { leagues }: PlaceContext): string {
	if (leagues === 1) return 'New here: welcome to the league.';
	return league === leagues
		? `New here: everybody starts in ${leagueName(league)} and climbs from there.`
		: `New here: ${leagueName(league)} had a place free.`;
}

function pastWords(place: Pick<LeaguePlace, 'trailing'>, { season, figure }: PlaceContext): string {
	const average = valueWords(((place.trailing ?? 0n) + 3n) / 6n, figure);
	return `Placed by your last three ${season}s: ${average} a ${season}.`;
}

function rankWords({ moved, league }: Pick<LeaguePlace, 'moved' | 'league'>, before: SeasonResult) {
	const { crossed, rank, of } = before;
	if (moved === 'promoted') return firstGoUp(crossed);
	if (moved === 'relegated') {
		const level = rank! <= of - crossed ? `${LEVEL} stays. ` : '';
		const many = crossed === 1 ? 'changes' : 'change';
		const swap = `the last ${count(crossed)} ${many} places with the first ${count(crossed)} of ${leagueName(league)}.`;
		return level ? `${swap} ${level.trim()}` : swap;
	}
	if (league > 1 && rank! <= crossed) return `${firstGoUp(crossed)} ${LEVEL} goes up.`;
	if (league === 1 && rank === 1)
		return 'there is no league above yours, so you play on at the top.';
	return `that keeps you in ${leagueName(league)}.`;
}

function firstGoUp(crossed: number): string {
	return crossed === 1 ? 'the first one goes up.' : `the first ${count(crossed)} go up.`;
}

const LEVEL = 'Of those who are level, whoever brought more before the season';

function roomWords({ moved, league }: Pick<LeaguePlace, 'moved' | 'league'>, before: SeasonResult) {
	if (moved === 'promoted') return `a place was free in ${leagueName(league)}, and it is yours.`;
	if (moved === 'relegated')
		return `${leagueName(before.league)} had more than its twelve, so its last places moved over.`;
	return `a place was free in ${leagueName(league)}, so you keep yours.`;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function dayWords(day: Day): string {
	return writeDate(day, { weekday: 'long', day: 'numeric', month: 'short' });
}

function count(number: number): string {
	return NUMBERS[number] ?? String(number);
}
