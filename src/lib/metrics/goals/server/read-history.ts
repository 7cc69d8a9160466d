import { and, desc, eq } from 'drizzle-orm';
import { members } from '#lib/identity/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { GoalChange } from '../page/history-words.ts';
import { goalChanges } from './schema.ts';

// Who comes and goes all day must not make the page of others slow.
const MOST = 400;

/** What happened to a goal lately, oldest first; it stays readable after the goal is closed. */
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
		.orderBy(desc(goalChanges.at), desc(goalChanges.id))
		.limit(MOST);
	return rows.reverse().map(({ change, by }) => ({
		id: change.id,
		kind: change.kind,
		by,
		at: change.at.toISOString(),
		says: change.says
	}));
}
