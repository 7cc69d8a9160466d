import type { Day, PeriodKind } from '#lib/platform/period.ts';
import type { Problem } from '#lib/platform/result.ts';

/** What decides whether an entry's member may take it back alone. */
export interface TypedEntry {
	/** Whose it is. */
	memberId: string;
	source: string;
	/** Who brought it: `member:<id>`, `key:<id>`, `import`. */
	recordedBy: string;
	/** The organization's day on which it was recorded. */
	recordedOn: Day;
	/** Whether anybody has taken it back since, even where it counts again. */
	isJudged: boolean;
	/** Which periods of its day have been closed. */
	closed: readonly PeriodKind[];
}

export const NOT_YOURS =
	'Only who typed it in takes it back alone. Talk to the person about theirs.';
const NOT_TYPED = 'You did not type this one in. Question it: whoever leads your team answers.';
const JUDGED =
	'Somebody has decided about this entry. Question the newest line about it: whoever leads your team answers.';
const CLOSED = 'Its day has closed. Question the entry: whoever leads your team answers.';
const ANOTHER_DAY =
	'You can take back what you typed in today. Question this one: whoever leads your team answers.';

/**
 * Why somebody can not take an entry back alone; undefined where they can. A typo is seen on the day
 * it is made: what is older, decided about or on a final board takes a second pair of eyes. The last
 * word about an entry is what can be questioned.
 */
export function whyNotAlone(entry: TypedEntry, me: string, today: Day): Problem | undefined {
	if (entry.memberId !== me) return { kind: 'forbidden', detail: NOT_YOURS };
	if (!isOwnHand(entry)) return { kind: 'forbidden', detail: NOT_TYPED };
	if (entry.isJudged) return { kind: 'conflict', detail: JUDGED };
	if (entry.closed.length) return { kind: 'conflict', detail: CLOSED };
	if (entry.recordedOn !== today) return { kind: 'conflict', detail: ANOTHER_DAY };
	return undefined;
}

/** Whether somebody typed it in for themselves. */
export function isOwnHand(entry: Pick<TypedEntry, 'memberId' | 'source' | 'recordedBy'>): boolean {
	return entry.source === 'manual' && entry.recordedBy === `member:${entry.memberId}`;
}

/** What somebody had typed before they took it back, in the fields of the form. */
export interface TypedBefore {
	/** The metric's key. */
	metric: string;
	/** In the metric's unit: "18400.50". */
	value: string;
	day: Day;
	note: string;
	segment: string;
}
