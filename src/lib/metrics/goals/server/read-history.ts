import { and, asc, eq } from 'drizzle-orm';
import { members } from '#lib/identity/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { GoalChange } from '../history-words.ts';
import { goalChanges } from './schema.ts';

/** What happened to a goal, oldest first; it stays readable after the goal is closed. */
export async function readHistory(
	db: Queryable,
	orgId: OrgId,
	goalId: GoalId
): Promise<GoalChange[]> {
	const rows = await db
		.select({ change: goalChanges, by: members.name })
		.from(goalChanges)
		.leftJoin(members, and(eq(members.orgId, goalChanges.orgId), eq(members.id, goalChanges.by)))
		.where(and(eq(goalChanges.orgId, orgId), eq(goalChanges.goalId, goalId)))
		.orderBy(asc(goalChanges.at), asc(goalChanges.id));
	return rows.map(({ change, by }) => ({
		id: change.id,
		kind: change.kind,
		by,
		at: change.at.toISOString(),
		says: change.says
	}));
}
