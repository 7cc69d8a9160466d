import { writeDate } from '#lib/platform/date-words.ts';
import { daysBetween, type Day } from '#lib/platform/period.ts';
import type { Problem } from '#lib/platform/result.ts';
import { checkDay } from './prepare.ts';

/** Two months of paperwork are usual; what is older is more often a slip of the calendar. */
const USUAL_DAYS = 60;

/**
 * Asks once more about a day long ago: sent again, with that day as `sure`, it is taken. Undefined
 * where there is nothing to ask, or the day is refused anyway.
 */
export function askWhetherOld(
	{ day, sure }: { day: Day; sure?: string | undefined },
	today: Day
): { ok: false; problem: Problem } | undefined {
	const days = daysBetween(day, today);
	if (days <= USUAL_DAYS || sure === day || checkDay(day, today)) return undefined;
	const written = writeDate(day, { day: 'numeric', month: 'short', year: 'numeric' });
	const detail = `${written} is ${days.toLocaleString('en')} days ago. If that is right, add it once more.`;
	return {
		ok: false,
		problem: { kind: 'invalid', detail, fields: { day: detail }, kept: { sure: day } }
	};
}
