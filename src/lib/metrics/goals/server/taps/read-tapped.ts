import { and, eq, isNull, sql } from 'drizzle-orm';
import type { GoalId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { checkIns } from '../progress/schema.ts';
import { goals } from '../schema.ts';

/** The open goals where a member has taps of their own that can be taken back. */
export async function readTapped(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId
): Promise<GoalId[]> {
	const rows = await db
		.select({ id: checkIns.goalId })
		.from(checkIns)
		.innerJoin(goals, and(eq(goals.orgId, checkIns.orgId), eq(goals.id, checkIns.goalId)))
		.where(and(eq(checkIns.orgId, orgId), eq(checkIns.memberId, memberId), isNull(goals.closedAt)))
		.groupBy(checkIns.goalId)
		.having(sql`sum(${checkIns.amount}) > 0`);
	return rows.map(({ id }) => id);
}
