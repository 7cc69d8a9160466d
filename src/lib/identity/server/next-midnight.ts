import { eq, sql } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { organizations } from './schema.ts';

/** When the organization's next day begins. Asked of PostgreSQL, whose zones decide every day here. */
export async function nextMidnight(db: Queryable, orgId: OrgId, now: Date): Promise<Date> {
	const zone = organizations.timeZone;
	const [row] = await db
		.select({
			at: sql<string>`extract(epoch from
				(((${now.toISOString()}::timestamptz at time zone ${zone})::date + 1)::timestamp at time zone ${zone}))`
		})
		.from(organizations)
		.where(eq(organizations.id, orgId));
	return new Date(Number(row!.at) * 1000);
}
