import { and, count, eq, inArray, isNull } from 'drizzle-orm';
import type { MomentId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { comments } from './schema.ts';

/** How many comments stand under each of these moments. */
export async function countComments(
	db: Queryable,
	orgId: OrgId,
	ids: MomentId[]
): Promise<(id: MomentId) => number> {
	const rows = ids.length
		? await db
				.select({ id: comments.momentId, n: count() })
				.from(comments)
				.where(
					and(
						eq(comments.orgId, orgId),
						inArray(comments.momentId, ids),
						isNull(comments.withdrawnAt)
					)
				)
				.groupBy(comments.momentId)
		: [];
	const byMoment = new Map(rows.map((row) => [row.id, row.n]));
	return (id) => byMoment.get(id) ?? 0;
}
