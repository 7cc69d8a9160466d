import { sql } from 'drizzle-orm';
import { listOrganizations } from '#lib/identity/server/index.ts';
import type { Day } from '#lib/platform/period.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Installation } from '../installation.ts';
import type { Finding } from './finding.ts';

const QUARTER_HOUR_MS = 900_000;
const AHEAD_MS = 370 * 86_400_000;

/**
 * Whether PostgreSQL and Node change their days at the same time in the year to come. Governments
 * move clocks, and each of the two hears of it with its own updates.
 */
export async function checkClocks({ database }: Installation): Promise<Finding[]> {
	const findings: Finding[] = [];
	const now = Date.now();
	for (const { name, timeZone } of await listOrganizations(database.db)) {
		const from = await firstDifference(database.db, timeZone, now);
		findings.push(
			from
				? {
						state: 'note',
						text: `${name}: Node and PostgreSQL disagree about the clocks of ${timeZone} from ${from}. Until both are updated, PostgreSQL's decide the day an activity counts on, and around midnight screens may be an hour off.`
					}
				: { state: 'ok', text: `${name}: Node and PostgreSQL agree about ${timeZone}.` }
		);
	}
	return findings;
}

/** The first day of the coming year on which the two differ about when it begins. */
export async function firstDifference(
	db: Queryable,
	timeZone: string,
	now: number
): Promise<Day | undefined> {
	const start = Math.ceil(now / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
	const result = await db.execute(sql`
		select extract(epoch from min(at))::bigint::text as epoch, day::text
		from (
			select at, (at at time zone ${timeZone})::date as day
			from generate_series(to_timestamp(${start / 1000}),
				to_timestamp(${(start + AHEAD_MS) / 1000}), interval '15 minutes') at
		) quarters
		group by day order by day offset 1`);
	const days = result.rows as { epoch: string; day: Day }[];
	return days.find(({ epoch, day }) => {
		const begins = Number(epoch) * 1000;
		const before = new Date(begins - QUARTER_HOUR_MS);
		return dayIn(timeZone, new Date(begins)) !== day || dayIn(timeZone, before) === day;
	})?.day;
}
