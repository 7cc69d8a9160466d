import { and, eq } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Period } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { closings } from './schema.ts';

/** When the period was closed; null where it runs, waits for its closing, or is older than the organization. */
export async function closingOf(db: Queryable, orgId: OrgId, period: Period): Promise<Date | null> {
	const [closing] = await db
		.select({ closedAt: closings.closedAt })
		.from(closings)
		.where(
			and(
				eq(closings.orgId, orgId),
				eq(closings.periodKind, period.kind),
				eq(closings.periodStart, period.start)
			)
		);
	return closing?.closedAt ?? null;
}
