import { sql, type SQL } from 'drizzle-orm';
import type { Day } from '#lib/platform/period.ts';

/** Of team memberships `i`, grouped by team: the days its people were in it from one day to another. */
export function teamDays(from: Day, to: Day): SQL {
	return sql`coalesce(sum(greatest(0, least(i.ends_on, ${to}::date)
		- greatest(i.starts_on, ${from}::date) + 1)), 0)::int`;
}
