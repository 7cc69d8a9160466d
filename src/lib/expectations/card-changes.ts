import type { Expectation } from './expectation.ts';
import { dateWords, targetWords } from './expectation-words.ts';

/** One point in which the words of an expectation are other ones. */
export interface Difference {
	what: string;
	/** Empty where nothing was said before. */
	before: string;
	after: string;
}

/** What happened to one expectation between two versions of a card. */
export interface Change {
	line: string;
	/** As it is called now; as it was called where it is gone. */
	title: string;
	kind: 'added' | 'removed' | 'changed';
	/** What differs, in the order of the card; empty for what is gone. */
	says: Difference[];
}

/** Every point of an expectation that a reader goes by, in words. */
const POINTS: [string, (line: Expectation, currency: string) => string][] = [
	['What', ({ title }) => title],
	['What it means', ({ means }) => means],
	['Target', targetWords],
	['When', dateWords],
	['When it is met', ({ ifMet }) => ifMet],
	['When it is missed', ({ ifMissed }) => ifMissed],
	['Goal it serves', ({ goal }) => goal?.title ?? '']
];

/**
 * What changed from one version of a card to another, in words: first what is on it now, in its order,
 * then what is gone. Empty where both say the same.
 */
export function changesBetween(
	before: readonly Expectation[],
	after: readonly Expectation[],
	currency: string
): Change[] {
	const old = new Map(before.map((each) => [each.line, each]));
	const kept = new Set(after.map(({ line }) => line));
	const now = after.flatMap((line): Change[] => {
		const was = old.get(line.line);
		const says = differences(was, line, currency);
		if (!says.length) return [];
		return [{ line: line.line, title: line.title, kind: was ? 'changed' : 'added', says }];
	});
	const gone = before
		.filter(({ line }) => !kept.has(line))
		.map(({ line, title }): Change => ({ line, title, kind: 'removed', says: [] }));
	return [...now, ...gone];
}

function differences(
	before: Expectation | undefined,
	after: Expectation,
	currency: string
): Difference[] {
	return POINTS.map(([what, say]) => ({
		what,
		before: before ? say(before, currency) : '',
		after: say(after, currency)
	})).filter((each) => each.before !== each.after);
}

/** All of it in a sentence or two: "New: Clean hand-over. First meetings: target, when." */
export function changeSummary(changes: readonly Change[]): string {
	const words = changes.map(({ kind, title, says }) => {
		if (kind === 'added') return `New: ${title}.`;
		if (kind === 'removed') return `Gone: ${title}.`;
		return `${title}: ${says.map(pointWords).join(', ')}.`;
	});
	return words.join(' ');
}

// A target is short enough to stand there; the others are named.
function pointWords({ what, before, after }: Difference): string {
	if (what === 'Target') return `${before} is now ${after}`;
	return `“${what}” has other words`;
}
