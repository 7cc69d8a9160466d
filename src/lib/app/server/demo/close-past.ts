import { CLOSING_HOUR } from '#lib/metrics/closings/due.ts';
import { closePeriodsIn } from '#lib/metrics/closings/server/index.ts';
import { addDays, type Day } from '#lib/platform/period.ts';
import { instantIn } from '#lib/platform/zone.ts';
import type { Story } from './found-story.ts';
import type { Past } from './past.ts';

/**
 * Closes what was over, each period at the hour at which it closed, from the organization's first day
 * on. Called with a time, it closes all that had closed by then: before anything later is told.
 */
export function closerOf(
	past: Past,
	{ organization: { id, timeZone } }: Story,
	founded: Day
): (until: Date) => Promise<void> {
	let day = founded;
	const closesAt = () => instantIn(timeZone, addDays(day, 1), CLOSING_HOUR * 60);
	return async (until) => {
		for (; closesAt() <= until; day = addDays(day, 1)) {
			past.goTo(closesAt());
			await closePeriodsIn(past.context, id);
		}
	};
}
