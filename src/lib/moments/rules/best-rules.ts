import { inSentence } from '#lib/metrics/words.ts';
import { amountOf, figureOf } from './rule-words.ts';
import type { MomentRule, Reason, RuleKey, Track, WinFacts } from '../win.ts';

/** What a best has to be: low counts and short pasts are no record. */
type BestParams = { atLeast: number; atLeastResults: number; after: number; outcomesOnly: boolean };
type Span = 'day' | 'week' | 'month';

/** The largest single entry: the biggest deal, the longest session. */
export const bestSingle: MomentRule<{ after: number; outcomesOnly: boolean }> = {
	key: 'best-single',
	name: 'Biggest so far',
	says: 'Rings when one entry is larger than every earlier one: a biggest deal.',
	isOn: true,
	params: { after: 3, outcomesOnly: true },
	tune: [
		{ key: 'after', label: 'Earlier entries it has to beat', kind: 'number', min: 1, max: 100 },
		{ key: 'outcomesOnly', label: 'Only results, no activities', kind: 'switch' }
	],
	perDay: 1,
	find(win, { after, outcomesOnly }) {
		const track = win.tracks.find(
			({ best, largest, metric, value }) =>
				// Entries that count things one by one are as large as they were typed.
				metric.unit !== 'count' &&
				best.single.of >= after &&
				value > 0n &&
				largest > best.single.value &&
				(!outcomesOnly || metric.horizon === 'forecast')
		);
		if (!track) return undefined;
		const detail = win.deal ? 'biggest deal so far' : 'biggest so far';
		return {
			rule: 'best-single',
			weight: 75,
			headline: `had a biggest so far in ${inSentence(track.metric.name)}`,
			detail,
			figure: figureOf(track, track.largest, win)
		};
	}
};

export const bestDay = bestOf('day', {
	isOn: true,
	weight: 50,
	params: { atLeast: 8, atLeastResults: 2, after: 10, outcomesOnly: false },
	past: 'Earlier days with such work it has to beat'
});

export const bestWeek = bestOf('week', {
	isOn: true,
	weight: 60,
	params: { atLeast: 12, atLeastResults: 3, after: 4, outcomesOnly: false },
	past: 'Earlier weeks with such work it has to beat'
});

export const bestMonth = bestOf('month', {
	isOn: true,
	weight: 70,
	params: { atLeast: 30, atLeastResults: 5, after: 3, outcomesOnly: false },
	past: 'Earlier months with such work it has to beat'
});

interface Settings {
	isOn: boolean;
	weight: number;
	params: BestParams;
	past: string;
}

function bestOf(span: Span, { isOn, weight, params, past }: Settings): MomentRule<BestParams> {
	const rule: RuleKey = `best-${span}`;
	return {
		key: rule,
		name: `Best ${span}`,
		says: `Rings once, when a ${span} becomes better than every ${span} before it.`,
		isOn,
		params,
		tune: [
			{ key: 'after', label: past, kind: 'number', min: 1, max: 100 },
			{
				key: 'atLeast',
				label: `Activities in the ${span}, at least`,
				kind: 'number',
				min: 1,
				max: 10_000
			},
			{
				key: 'atLeastResults',
				label: `Results in the ${span}, at least`,
				kind: 'number',
				min: 1,
				max: 10_000
			},
			{ key: 'outcomesOnly', label: 'Only results, no activities', kind: 'switch' }
		],
		perDay: 1,
		find(win, given) {
			const track = win.tracks.find((each) => isBest(each, span, given));
			return track && reasonOf(win, track, span, { rule, weight });
		}
	};
}

/** True for the one win that carries the span over its best: the next one only adds to it. */
function isBest(track: Track, span: Span, params: BestParams): boolean {
	const { metric, value, before, best } = track;
	const after = before[span] + value;
	const isOutcome = metric.horizon === 'forecast';
	if (params.outcomesOnly && !isOutcome) return false;
	// Money has no smallest amount that means something everywhere; its past decides.
	const least = isOutcome ? params.atLeastResults : params.atLeast;
	const bar = metric.unit === 'money' ? 0n : BigInt(least) - 1n;
	const line = best[span].value > bar ? best[span].value : bar;
	return best[span].of >= params.after && before[span] <= line && after > line;
}

function reasonOf(
	win: WinFacts,
	track: Track,
	span: Span,
	{ rule, weight }: Pick<Reason, 'rule' | 'weight'>
): Reason {
	const reached = track.before[span] + track.value;
	const figure = figureOf(track, reached, win);
	return {
		rule,
		weight,
		headline: figure
			? `had a best ${span} in ${inSentence(track.metric.name)}`
			: `had a best ${span}: ${amountOf(track, reached, win)}`,
		detail: `best ${span} so far`,
		figure
	};
}
