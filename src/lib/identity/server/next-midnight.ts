import { eq, sql } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { organizations } from './schema.ts';

/**
 * When the organization's next day begins. Asked of PostgreSQL, whose zones decide every day here.
 * Where clocks are turned back over midnight it comes twice, and the day begins with the first.
 */
export async function nextMidnight(db: Queryable, orgId: OrgId, now: Date): Promise<Date> {
	const zone = organizations.timeZone;
	const next = sql`(${now.toISOString()}::timestamptz at time zone ${zone})::date + 1`;
	const midnight = sql`((${next})::timestamp at time zone ${zone})`;
	const [row] = await db
		.select({
			at: sql<string>`(
				select extract(epoch from min(t))
				from generate_series(${midnight} - interval '3 hours', ${midnight}, interval '15 minutes') t
				where (t at time zone ${zone})::date >= ${next})`
		})
		.from(organizations)
		.where(eq(organizations.id, orgId));
	return new Date(Number(row!.at) * 1000);
}
