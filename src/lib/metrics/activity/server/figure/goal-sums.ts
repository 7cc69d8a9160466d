import { and, lt, sql } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { activities } from '../schema.ts';
import { startOf, type BehindQuery } from './behind-query.ts';
import type { ClosedFigure, ClosedFigureOf } from './closed-figure.ts';
import { counted } from './counted.ts';

/**
 * What a goal's part of the ledger comes to, with what was there when it began: its figure. Totals
 * know neither segments nor the size of an entry.
 */
export async function goalSums(
	db: Queryable,
	orgId: OrgId,
	query: BehindQuery,
	before: bigint | null = null
) {
	const [sums] = await db
		.select({
			sum: sql<string>`(coalesce(sum(${activities.value}), 0) + ${startOf(query)}::bigint)::text`,
			activities: sql<number>`coalesce(sum(${activities.sign}), 0)::int`,
			entries: sql<number>`count(*)::int`
		})
		.from(activities)
		.where(
			and(counted(orgId, query), before === null ? undefined : lt(activities.position, before))
		);
	return sums!;
}

/** The result of a closed goal, or the final figure of a closed period; null where it still moves. */
export async function closedOf(
	db: Queryable,
	orgId: OrgId,
	query: BehindQuery,
	closedFigureOf: ClosedFigureOf
): Promise<ClosedFigure | null> {
	if (!query.goal) return closedFigureOf(db, orgId, query);
	const { closed } = query.goal;
	if (!closed) return null;
	const sums = await goalSums(db, orgId, query, closed.position);
	const { at: closedAt, position } = closed;
	return { kind: 'goal', closedAt, position, ...sums, closings: [] };
}
