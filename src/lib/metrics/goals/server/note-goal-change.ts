import type { GoalId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { GoalChangeKind } from '../goal.ts';
import { goalChanges } from './schema.ts';

/** What happened to a goal, for its history. `says` holds figures as decimal strings of scaled integers. */
export async function noteGoalChange(
	tx: Queryable,
	goal: { orgId: OrgId; id: GoalId },
	kind: GoalChangeKind,
	by: MemberId,
	at: Date,
	says: Record<string, string> = {}
): Promise<void> {
	await tx.insert(goalChanges).values({
		...{ orgId: goal.orgId, id: newId<'goal-change'>(at), goalId: goal.id },
		...{ kind, by, at, says }
	});
}
