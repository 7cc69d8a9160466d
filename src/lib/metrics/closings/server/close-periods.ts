import type { OrgId } from '#lib/platform/ids.ts';
import type { Period } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { duePeriods } from '../due.ts';
import { closePeriod } from './close-period.ts';
import { readProgress } from './read-progress.ts';

/**
 * Closes what is over for good, of every organization by its own clocks, in the order of time. Again,
 * late, or twice at once changes nothing. Answers how many periods it closed; where one cannot be
 * closed, the other organizations' are all the same, and then it throws.
 */
export async function closePeriods(context: Context): Promise<number> {
	const now = context.clock.now();
	const failures: unknown[] = [];
	let all = 0;
	for (const { orgId, calendar, ...progress } of await readProgress(context.db, now))
		all += await closeAll(context, orgId, duePeriods(calendar, progress), now).catch((error) => {
			failures.push(error);
			return 0;
		});
	if (failures.length) throw failures[0];
	return all;
}

/** The same for one organization only, at whatever time the context tells. */
export async function closePeriodsIn(context: Context, orgId: OrgId): Promise<number> {
	const now = context.clock.now();
	const [of] = await readProgress(context.db, now, orgId);
	return of ? closeAll(context, orgId, duePeriods(of.calendar, of), now) : 0;
}

async function closeAll({ db, announce }: Context, orgId: OrgId, due: Period[], now: Date) {
	let closed = 0;
	try {
		for (const period of due) if (await closePeriod(db, orgId, period, now)) closed++;
	} finally {
		// Also where a later one fails: boards of what has closed move no more.
		if (closed) announce(orgId, ['closings']);
	}
	return closed;
}
