import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/identity/actor.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { mayAgree } from '../../support/agree.ts';
import { sentenceFault } from '../../form/goal-input.ts';
import { scopeOf } from '../../scope.ts';
import { changeOne, type Changing } from '../change-one.ts';
import { governed, whileOpen } from '../may-change.ts';
import { noteGoalChange } from '../note-goal-change.ts';
import { prepareSupport } from './prepare-support.ts';
import { unitOf } from '../prepare-measure.ts';
import { recountGoal } from '../progress/recount.ts';
import { goals } from '../schema.ts';
import { findGoal, type StoredGoal } from '../stored-goals.ts';

/**
 * Agrees to a goal that was proposed: from here on it supports what it was proposed for. Who said no
 * before may still say yes.
 */
export async function agreeGoal(
	context: Context,
	actor: Actor,
	goalId: GoalId
): Promise<Result<{ id: GoalId }>> {
	return changeOne(context, actor, goalId, async (at) => {
		const allowed = await decide(at);
		if (!allowed.ok) return allowed;
		const { tx, goal, now, actor: by } = at;
		const fault = await supportFault(at);
		if (fault) return refuse('invalid', fault);
		await write(tx, goal, {
			...{ agreedAt: now, agreedBy: by.memberId },
			...{ declinedAt: null, declinedWhy: null }
		});
		await noteGoalChange(tx, goal, 'agreed', by.memberId, now);
		await recountGoal(tx, goal.orgId, goal.id);
		return ok({ id: goal.id });
	});
}

/** Says no to a goal that was proposed, with a sentence for who proposed it. */
export async function declineGoal(
	context: Context,
	actor: Actor,
	goalId: GoalId,
	why: string
): Promise<Result<{ id: GoalId }>> {
	const declinedWhy = why.trim();
	const fault = sentenceFault(
		declinedWhy,
		'Say in a sentence why not, and what would make it a yes.'
	);
	if (fault) return refuse('invalid', fault, { why: fault });
	return changeOne(context, actor, goalId, async (at) => {
		const allowed = await decide(at);
		if (!allowed.ok) return allowed;
		const { tx, goal, now, actor: by } = at;
		if (goal.declinedAt) return refuse('conflict', 'Somebody said no to this goal already.');
		await write(tx, goal, { declinedAt: now, declinedWhy });
		await noteGoalChange(tx, goal, 'declined', by.memberId, now, { why: declinedWhy });
		return ok({ id: goal.id });
	});
}

/** The goal, where it waits and this actor may agree to it. */
async function decide({ tx, actor, goal }: Changing): Promise<Result<StoredGoal>> {
	const parent = goal.parentId ? await findGoal(tx, goal.orgId, goal.parentId) : undefined;
	if (!mayAgree(actor, governed(goal), parent ? governed(parent) : null))
		return refuse(
			'forbidden',
			parent
				? `Whoever answers for “${parent.title}” agrees to this goal. Talk to them.`
				: 'Whoever sets goals there agrees to this goal. Talk to them.'
		);
	const open = whileOpen(goal);
	if (!open.ok) return open;
	return goal.agreedAt ? refuse('conflict', 'Somebody agreed to this goal already.') : ok(goal);
}

// What was right when it was proposed may have been overtaken: the parent closed, its bounds moved.
async function supportFault({ tx, actor, goal }: Changing): Promise<string | undefined> {
	const unit = await unitOf(tx, goal);
	const supporting = { ...goal, ...governed(goal), scope: scopeOf(goal) };
	const { faults } = await prepareSupport(tx, actor, supporting, goal.parentId, unit);
	return Object.values(faults)[0];
}

async function write(
	tx: Queryable,
	goal: StoredGoal,
	values: Partial<typeof goals.$inferInsert>
): Promise<void> {
	await tx
		.update(goals)
		.set(values)
		.where(and(eq(goals.orgId, goal.orgId), eq(goals.id, goal.id)));
}
