import type { Context } from '#lib/platform/server/context.ts';
import { duePeriods } from '../due.ts';
import { closePeriod } from './close-period.ts';
import { readProgress } from './read-progress.ts';

/**
 * Closes what is over for good, of every organization by its own clocks, in the order of time. Again,
 * late, or twice at once changes nothing. Answers how many periods it closed.
 */
export async function closePeriods(context: Context): Promise<number> {
	const now = context.clock.now();
	let all = 0;
	for (const { orgId, calendar, ...progress } of await readProgress(context.db, now)) {
		let closed = 0;
		for (const period of duePeriods(calendar, progress))
			if (await closePeriod(context.db, orgId, period, now)) closed++;
		if (closed) context.announce(orgId, ['closings']);
		all += closed;
	}
	return all;
}
