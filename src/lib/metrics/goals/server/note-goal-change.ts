import { sql } from 'drizzle-orm';
import type { GoalId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { GoalChangeKind } from '../goal.ts';
import { goalChanges } from './schema.ts';

interface NotedChange {
	kind: GoalChangeKind;
	/** Null where it came by itself. */
	by: MemberId | null;
	at: Date;
	says: Record<string, string>;
}

/**
 * What happened to a goal, for its history. `says` holds figures as decimal strings of scaled integers.
 * The caller holds the organization's ledger.
 */
export async function noteGoalChange(
	tx: Queryable,
	goal: { orgId: OrgId; id: GoalId },
	kind: GoalChangeKind,
	by: MemberId,
	at: Date,
	says: Record<string, string> = {}
): Promise<void> {
	await noteGoalChanges(tx, goal.orgId, [goal.id], { kind, by, at, says });
}

/** The same change of several goals, at least one, in one statement. */
export async function noteGoalChanges(
	tx: Queryable,
	orgId: OrgId,
	ids: readonly GoalId[],
	{ kind, by, at, says }: NotedChange
): Promise<void> {
	// Two changes of one instant stay in their order.
	const after = (goalId: GoalId) => sql`greatest(${at.toISOString()}::timestamptz, (
		select max(c.at) + interval '1 microsecond' from goal_changes c
		where c.org_id = ${orgId} and c.goal_id = ${goalId}))`;
	await tx.insert(goalChanges).values(
		ids.map((goalId) => ({
			...{ orgId, id: newId<'goal-change'>(at), goalId },
			...{ kind, by, at: after(goalId), says }
		}))
	);
}
