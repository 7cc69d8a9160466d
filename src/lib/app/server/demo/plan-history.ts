import { addDays, daysBetween, weekday, type Day, type Period } from '#lib/platform/period.ts';
import { diceOf, type Dice } from './dice.ts';
import { makerOf, shuffled, thingsOf, type Maker, type Planned, type Undated } from './planned.ts';
import { ACCOUNTS, AIKOS_BEST, TEAMS, THIS_WEEK, type StoryPerson } from './story.ts';
import { instantAt, shiftsBetween, startOfDay } from './working-time.ts';

/** When and with which chances the story is told. */
export interface Setting {
	seed: number;
	timeZone: string;
	now: Date;
	/** First day of this week. */
	monday: Day;
	month: Period;
	quarter: Period;
	/** The day it is. */
	today: Day;
}

export const WEEKS_OF_HISTORY = 8;

const BEST_WEEK = 3;
const AIKO = 'Aiko Kimura';
const REPS = TEAMS.flatMap((team) => team.reps);

/**
 * The eight weeks before this one: steady calls and meetings, and as many deals and demos as put
 * the company's goal two ahead of its pace and the demo team's goal a little behind.
 */
export function planHistory(setting: Setting): Planned[] {
	const dice = diceOf(setting.seed);
	const make = makerOf('h', 1_001);
	const start = addDays(setting.monday, -7 * WEEKS_OF_HISTORY);
	const span = (from: Day, to: Day) => ({ from: from < start ? start : from, to });
	const thisWeek = Object.values(THIS_WEEK);
	const dealsNow = sum(thisWeek.map((week) => week.deals.length));
	const demosNow = sum(TEAMS[0]!.reps.map(({ name }) => THIS_WEEK[name]!.demos));
	const deals = Math.round(40 * elapsed(setting.quarter, setting.today)) + 2 - dealsNow - 1;
	const demos = Math.round(60 * elapsed(setting.month, setting.today)) - 2 - demosNow;
	const accounts = shuffled(ACCOUNTS, dice);
	const win = (name: string) =>
		make.deal(name, { account: accounts.pop()!, value: dice.between(28, 130) * 100 });
	const older = Math.round((daysBetween(start, setting.quarter.start) / 7) * 3);
	const [north, harbour] = TEAMS.map((team) => team.reps) as [StoryPerson[], StoryPerson[]];
	const sinceMonth = span(setting.month.start, setting.monday);
	const beforeMonth = span(start, setting.month.start);
	return [
		...routine(setting, make, dice),
		...bestWeek(setting, make, dice),
		...scatter(setting, dice, span(start, setting.quarter.start), older, dealers(REPS), win),
		...scatter(
			setting,
			dice,
			span(setting.quarter.start, setting.monday),
			deals,
			dealers(REPS),
			win
		),
		...scatter(setting, dice, beforeMonth, weeks(beforeMonth) * 6, north, make.demo),
		...scatter(setting, dice, sinceMonth, demos, north, make.demo),
		...scatter(setting, dice, span(start, setting.monday), WEEKS_OF_HISTORY * 6, harbour, make.demo)
	].filter((planned) => planned.at.getTime() < startOfDay(setting.timeZone, setting.monday));
}

/** Calls and meetings, week by week: enough meetings that every call scores in the end. */
function routine(setting: Setting, make: Maker, dice: Dice): Planned[] {
	const planned: Planned[] = [];
	for (let ago = WEEKS_OF_HISTORY; ago > 0; ago--)
		for (const person of REPS) {
			if (!isHere(person, ago) || (person.name === AIKO && ago === BEST_WEEK)) continue;
			const week = {
				calls: dice.between(22, 35),
				meetings: dice.between(2, 4),
				demos: 0,
				deals: []
			};
			const things = thingsOf(person.name, week, make, dice, monthEnds(setting, ago));
			planned.push(...inWeek(setting, ago, things, dice));
		}
	return planned;
}

function bestWeek(setting: Setting, make: Maker, dice: Dice): Planned[] {
	const things = thingsOf(AIKO, AIKOS_BEST, make, dice, monthEnds(setting, BEST_WEEK));
	return inWeek(setting, BEST_WEEK, things, dice);
}

function monthEnds({ monday }: Setting, weeksAgo: number): boolean {
	const from = addDays(monday, -7 * weeksAgo);
	return from.slice(0, 7) !== addDays(from, 6).slice(0, 7);
}

function inWeek(setting: Setting, ago: number, things: Undated[], dice: Dice): Planned[] {
	const from = addDays(setting.monday, -7 * ago);
	const shifts = shiftsOf(setting, { from, to: addDays(from, 7) });
	return things.map((thing, i) => thing(instantAt(shifts, (i + dice.roll()) / things.length)));
}

/** Spreads `count` things evenly over a span, one person after the other. */
function scatter(
	setting: Setting,
	dice: Dice,
	span: { from: Day; to: Day },
	count: number,
	people: StoryPerson[],
	make: (name: string) => Undated
): Planned[] {
	const shifts = shiftsOf(setting, span);
	if (!shifts.length || count <= 0) return [];
	return Array.from({ length: count }, (_, index) => {
		const at = instantAt(shifts, (index + dice.roll()) / count);
		const ago = Math.ceil((startOfDay(setting.timeZone, setting.monday) - at.getTime()) / WEEK_MS);
		const eligible = people.filter(
			(person) => isHere(person, ago) && !(person.name === AIKO && ago === BEST_WEEK)
		);
		return make(eligible[index % eligible.length]!.name)(at);
	});
}

const WEEK_MS = 7 * 86_400_000;

// Aiko's weeks stay below her best one, so her older deals are only the one in it.
function dealers(people: StoryPerson[]): StoryPerson[] {
	return people.filter((person) => person.name !== AIKO);
}

function isHere({ sinceWeeks = WEEKS_OF_HISTORY }: StoryPerson, weeksAgo: number): boolean {
	return weeksAgo <= sinceWeeks;
}

function shiftsOf({ timeZone }: Setting, { from, to }: { from: Day; to: Day }) {
	return from < to ? shiftsBetween(timeZone, from, new Date(startOfDay(timeZone, to))) : [];
}

function weeks({ from, to }: { from: Day; to: Day }): number {
	return Math.max(0, Math.round(daysBetween(from, to) / 7));
}

/** The share of a period's working days that lies behind us, today included. */
function elapsed({ start, end }: Period, today: Day): number {
	return workdays(start, today) / workdays(start, end);
}

function workdays(from: Day, to: Day): number {
	return Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i)).filter(
		(day) => weekday(day) <= 5
	).length;
}

function sum(numbers: number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
