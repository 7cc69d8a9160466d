import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { GoalScope } from '../goal.ts';
import { holdGoals } from './lock.ts';
import { prepareGoal, type Ready, type SetGoal } from './prepare-goal.ts';
import { countPast } from './rebuild-progress.ts';
import { goalProgress, goals } from './schema.ts';
import { findGoal } from './stored-goals.ts';

/**
 * Sets a goal. Work of the past inside its dates counts at once, exactly, also while more of it is
 * being recorded (see lock.ts). Refuses with `forbidden`, or `invalid` with a sentence a field.
 */
export async function setGoal(
	context: Context,
	actor: Actor,
	command: SetGoal
): Promise<Result<{ id: GoalId }>> {
	if (actor.kind !== 'member' || !maySet(actor, command))
		return refuse('forbidden', WHO[command.scope]);
	const { orgId, memberId } = actor;
	const done = await context.db.transaction(async (tx) => {
		await holdGoals(tx, orgId);
		const ready = await prepareGoal(tx, orgId, memberId, command, context.clock.now());
		return ready.ok ? store(tx, ready.value) : ready;
	});
	if (done.ok) context.announce(orgId, ['goals']);
	return done;
}

const WHO: Record<GoalScope, string> = {
	organization: 'Only an admin sets a goal for the whole organization. Ask one, or set your own.',
	team: 'Only the team’s manager sets its goals. Ask them, or set your own.',
	pod: 'Sign in to start a goal with others.',
	member: 'Sign in to set a goal of your own.'
};

function maySet(actor: Extract<Actor, { kind: 'member' }>, command: SetGoal): boolean {
	if (command.scope === 'member') return may(actor, { may: 'goals.own', of: actor.memberId });
	if (command.scope === 'team' && !command.team) return true;
	return may(actor, { may: 'goals.set', team: command.scope === 'team' ? command.team! : null });
}

async function store(tx: Queryable, goal: Ready): Promise<Result<{ id: GoalId }>> {
	const made = await tx
		.insert(goals)
		.values(goal)
		.onConflictDoNothing()
		.returning({ id: goals.id });
	if (!made.length) return sameAsStored(tx, goal);
	await tx
		.insert(goalProgress)
		.values({ orgId: goal.orgId, goalId: goal.id, value: 0n, movedAt: goal.createdAt });
	await countPast(tx, goal.orgId, goal.id);
	return ok({ id: goal.id });
}

async function sameAsStored(tx: Queryable, goal: Ready): Promise<Result<{ id: GoalId }>> {
	const stored = await findGoal(tx, goal.orgId, goal.id);
	const same =
		stored &&
		stored.title === goal.title &&
		stored.target === goal.target &&
		stored.metricId === goal.metricId &&
		stored.createdBy === goal.createdBy;
	if (same) return ok({ id: goal.id });
	return refuse(
		'conflict',
		'This form was sent before with other words. Reload it and set the goal again.'
	);
}
