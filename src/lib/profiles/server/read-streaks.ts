import type { Organization } from '#lib/identity/organization.ts';
import { daysOffOf } from '#lib/identity/preferences/server/index.ts';
import type { Metric } from '#lib/metrics/metric.ts';
import { workedDays } from '#lib/metrics/standings/server/index.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { addDays, type Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { workdayStreak } from '#lib/platform/workdays.ts';
import type { RunningStreak } from '../profile.ts';

/** Two days are a coincidence. */
const SHORTEST = 3;
const LOOKED_AT_DAYS = 365;

/** The streaks that still run, in the order of the metrics; `longest` within a year. */
export async function readStreaks(
	db: Queryable,
	{ id: orgId, workdays }: Organization,
	memberId: MemberId,
	metrics: readonly Metric[],
	today: Day
): Promise<RunningStreak[]> {
	const since = addDays(today, -LOOKED_AT_DAYS);
	const worked = await workedDays(db, orgId, memberId, since);
	const off = (await daysOffOf(db, orgId, [memberId], since, today)).get(memberId);
	return metrics.flatMap(({ id, key, name }) => {
		const { now, longest } = workdayStreak(worked.get(id) ?? [], today, off, workdays);
		return now < SHORTEST ? [] : [{ metric: { key, name }, now, longest }];
	});
}
