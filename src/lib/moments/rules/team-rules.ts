import { inSentence } from '#lib/metrics/words.ts';
import { amountOf, figureOf } from './rule-words.ts';
import { which } from './deal-words.ts';
import type { MomentRule, Track } from '../win.ts';

/** Taking over a teammate near the top of the team's week. */
export const passedRule: MomentRule<{ top: number; people: number; outcomesOnly: boolean }> = {
	key: 'passed',
	name: 'Passed a neighbour',
	says: 'Rings when somebody climbs into the top places of the team’s week. The last place is never named.',
	isOn: true,
	params: { top: 3, people: 5, outcomesOnly: true },
	tune: [
		{ key: 'top', label: 'Only into the first places, down to', kind: 'number', min: 1, max: 20 },
		{
			key: 'people',
			label: 'Only with so many people on the board',
			kind: 'number',
			min: 3,
			max: 100
		},
		{ key: 'outcomesOnly', label: 'Only results, no activities', kind: 'switch' }
	],
	perDay: 1,
	find(win, { top, people, outcomesOnly }) {
		const track = win.tracks.find(
			({ passed, metric }) =>
				passed &&
				passed.place <= top &&
				passed.of >= people &&
				(!outcomesOnly || metric.horizon === 'forecast')
		);
		if (!track?.passed) return undefined;
		const { name, place } = track.passed;
		const words = `${placeWords(place)} this week, past ${name}`;
		return {
			rule: 'passed',
			weight: 30,
			headline: `climbed to ${words}`,
			detail: words,
			figure: figureOf(track, track.before.week + track.value, win)
		};
	}
};

/** The team's best week. */
export const teamRecord: MomentRule<{ after: number; atLeast: number; outcomesOnly: boolean }> = {
	key: 'team-record',
	name: 'Team record',
	says: 'Rings once, when a team’s week becomes its best so far.',
	isOn: true,
	params: { after: 4, atLeast: 5, outcomesOnly: true },
	tune: [
		{ key: 'after', label: 'Earlier weeks it has to beat', kind: 'number', min: 1, max: 100 },
		{ key: 'atLeast', label: 'In the week, at least', kind: 'number', min: 1, max: 10_000 },
		{ key: 'outcomesOnly', label: 'Only results, no activities', kind: 'switch' }
	],
	perDay: 2,
	find(win, params) {
		const track = win.tracks.find((each) => isRecord(each, params));
		if (!track?.team) return undefined;
		const reached = track.team.week + track.value;
		const figure = figureOf(track, reached, win);
		const what = figure ? '' : `: ${amountOf(track, reached, win)}`;
		return {
			rule: 'team-record',
			weight: 85,
			headline: `carried ${track.team.name} to a best week${what}`,
			detail: `best week of ${track.team.name} in ${inSentence(track.metric.name)}`,
			figure
		};
	}
};

function isRecord(
	{ metric, team, value }: Track,
	{ after, atLeast, outcomesOnly }: { after: number; atLeast: number; outcomesOnly: boolean }
): boolean {
	if (!team || team.best.of < after || (outcomesOnly && metric.horizon !== 'forecast'))
		return false;
	const bar = metric.unit === 'money' ? 0n : BigInt(atLeast) - 1n;
	const line = team.best.value > bar ? team.best.value : bar;
	return team.week <= line && team.week + value > line;
}

function placeWords(place: number): string {
	return place === 1 ? 'first place' : `${which(BigInt(place))} place`;
}
