import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/identity/actor.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { holdGoals } from './lock.ts';
import { mayChange } from './may-change.ts';
import { goals } from './schema.ts';
import { findGoal } from './stored-goals.ts';

/** Closes a goal with the result it has. Nothing moves it afterwards; what supported it stays open. */
export async function closeGoal(
	context: Context,
	actor: Actor,
	goalId: GoalId
): Promise<Result<{ id: GoalId }>> {
	const { orgId } = actor;
	const done = await context.db.transaction(async (tx) => {
		await holdGoals(tx, orgId);
		const allowed = mayChange(actor, await findGoal(tx, orgId, goalId));
		if (!allowed.ok) return allowed;
		await tx
			.update(goals)
			.set({ closedAt: context.clock.now() })
			.where(and(eq(goals.orgId, orgId), eq(goals.id, goalId)));
		return ok({ id: goalId });
	});
	if (done.ok) context.announce(orgId, ['goals']);
	return done;
}
