import { sql } from 'drizzle-orm';
import type { Queryable } from '#lib/platform/server/database.ts';

/** Whether PostgreSQL, whose zones decide every day, knows this one: a server's own list may be shorter than Node's. */
export async function knowsZone(db: Queryable, timeZone: string): Promise<boolean> {
	const result = await db.execute(
		sql`select exists (select from pg_timezone_names where lower(name) = lower(${timeZone})) as known`
	);
	return (result.rows[0] as { known: boolean }).known;
}
