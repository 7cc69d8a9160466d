import { writeDate } from '#lib/platform/date-words.ts';
import { PERIOD_KINDS, type Day, type PeriodKind } from '#lib/platform/period.ts';
import type { Late, LateDay } from './entry.ts';

/** About one entry: "Its day and its week had closed: it counts there as late." */
export function lateWords(closed: PeriodKind[]): string {
	const its = closed.map((kind) => `its ${kind}`);
	const last = its.pop()!;
	const named = its.length ? `${its.join(', ')} and ${last}` : last;
	return `${named.charAt(0).toUpperCase()}${named.slice(1)} had closed: it counts there as late.`;
}

/** An entry that somebody just typed. */
export interface RecordedByHand {
	/** The periods of its day that had closed before it came. */
	late: PeriodKind[];
	day: Day;
}

/** Where it counts: from now on, on another day than today, or as late. */
export function countsWords({ late, day }: RecordedByHand, today: Day): string {
	if (late.length) return lateWords(late);
	if (day === today) return 'It counts from now on.';
	const year = day.slice(0, 4) === today.slice(0, 4) ? undefined : 'numeric';
	return `It counts on ${writeDate(day, { weekday: 'short', day: 'numeric', month: 'short', year })}.`;
}

/** About a correction: "Its day had closed: the correction counts there as late." */
export function lateChangeWords(closed: PeriodKind[]): string {
	return lateWords(closed).replace(': it counts', ': the correction counts');
}

/** About a change just made: "That week is closed: its board stays as it was." Null where none is. */
export function stayWords(late: Pick<LateDay, 'closed'>[]): string | null {
	const closed = PERIOD_KINDS.filter((kind) => late.some((day) => day.closed.includes(kind)));
	if (!closed.length) return null;
	const named = [closed.slice(0, -1).join(', '), closed.at(-1)!].filter(Boolean).join(' and ');
	return closed.length === 1
		? `That ${named} is closed: its board stays as it was.`
		: `That ${named} are closed: their boards stay as they were.`;
}

/**
 * About many, a line for each widest period they missed: "3 arrived after their week had closed: they
 * count there as late."
 */
export function manyLateWords(late: Pick<Late, 'closed'>[]): string[] {
	const counts = new Map<PeriodKind, number>();
	for (const { closed } of late) {
		const widest = closed.at(-1)!;
		counts.set(widest, (counts.get(widest) ?? 0) + 1);
	}
	return [...counts].map(([kind, count]) =>
		count === 1
			? `1 arrived after its ${kind} had closed: it counts there as late.`
			: `${count.toLocaleString('en')} arrived after their ${kind} had closed: they count there as late.`
	);
}
