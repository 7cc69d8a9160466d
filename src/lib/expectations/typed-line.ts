import { writeTarget } from '#lib/metrics/targets/target.ts';
import { MOST, type Every, type Expectation } from './expectation.ts';

/** One part of the form, as its fields show it. */
export interface LineText {
	/** Empty for one that is new. */
	line: string;
	title: string;
	means: string;
	metric: string;
	target: string;
	every: Every;
	startsOn: string;
	endsOn: string;
	ifMet: string;
	ifMissed: string;
	goal: string;
}

/** A part of the form in which nothing is written yet. */
export const BLANK: LineText = {
	line: '',
	title: '',
	means: '',
	metric: '',
	target: '',
	every: 'week',
	startsOn: '',
	endsOn: '',
	ifMet: '',
	ifMissed: '',
	goal: ''
};

/** An expectation as its fields show it: 5000000n of euros is "50000". */
export function textOf(line: Expectation, currency: string): LineText {
	const { metric, target, inWords, goal, every, endsOn } = line;
	return {
		line: line.line,
		title: line.title,
		means: line.means,
		metric: metric?.key ?? '',
		target:
			metric && target !== null ? writeTarget(BigInt(target), metric.unit, currency) : inWords,
		every: every ?? 'once',
		startsOn: line.startsOn,
		endsOn: endsOn ?? '',
		ifMet: line.ifMet,
		ifMissed: line.ifMissed,
		goal: goal?.id ?? ''
	};
}

/** What was typed and refused, each part where it stood on the form. */
export function typedTexts(typed: readonly (Partial<LineText> & { at: number })[]): LineText[] {
	return Array.from({ length: MOST }, (_, at) => ({
		...BLANK,
		...typed.find((line) => line.at === at)
	}));
}
