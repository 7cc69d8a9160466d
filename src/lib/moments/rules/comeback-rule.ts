import { amountOf, figureOf } from './rule-words.ts';
import type { MomentRule, Track } from '../win.ts';

type ComebackParams = { weeks: number; percent: number; atLeast: number; outcomesOnly: boolean };

/** How many weeks before the dip say what is usual, and how many of them there must be. */
const USUAL_WEEKS = 6;
const ENOUGH_WEEKS = 4;

/** A week back at the usual after some that stayed well below it. */
export const comebackRule: MomentRule<ComebackParams> = {
	key: 'comeback',
	name: 'Comeback',
	says: 'Rings when a week is back at a person’s usual after quieter ones. Nobody is told of the dip.',
	isOn: true,
	params: { weeks: 2, percent: 60, atLeast: 3, outcomesOnly: false },
	tune: [
		{ key: 'weeks', label: 'Quiet weeks in a row', kind: 'number', min: 1, max: 4 },
		{
			key: 'percent',
			label: 'Quiet is below this percentage of usual',
			kind: 'number',
			min: 10,
			max: 90
		},
		{ key: 'atLeast', label: 'A usual week has at least', kind: 'number', min: 1, max: 1_000 },
		{ key: 'outcomesOnly', label: 'Only results, no activities', kind: 'switch' }
	],
	perDay: 1,
	find(win, params) {
		const track = win.tracks.find((each) => isBack(each, params));
		if (!track) return undefined;
		const reached = track.before.week + track.value;
		const figure = figureOf(track, reached, win);
		return {
			rule: 'comeback',
			weight: 45,
			headline: figure
				? 'is back in full stride this week'
				: `is back in full stride: ${amountOf(track, reached, win)} this week`,
			detail: 'back in full stride',
			figure
		};
	}
};

/** Compares sums by multiplying crosswise, so that no average is ever rounded. */
function isBack({ metric, value, before, weeks }: Track, params: ComebackParams): boolean {
	if (params.outcomesOnly && metric.horizon !== 'forecast') return false;
	const dip = weeks.slice(0, params.weeks);
	const usual = weeks.slice(params.weeks, params.weeks + USUAL_WEEKS);
	if (usual.length < ENOUGH_WEEKS) return false;
	const sum = usual.reduce((all, week) => all + week, 0n);
	const n = BigInt(usual.length);
	if (metric.unit !== 'money' && sum < BigInt(params.atLeast) * n) return false;
	if (sum <= 0n) return false;
	const wasQuiet = dip.every((week) => week * n * 100n < sum * BigInt(params.percent));
	return wasQuiet && before.week * n < sum && (before.week + value) * n >= sum;
}
