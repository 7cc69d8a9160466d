import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/identity/actor.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { GoalId, MemberId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { LARGEST_POD } from '../../form/goal-input.ts';
import { scopeOf } from '../../scope.ts';
import { changeOne, type Changing } from '../change-one.ts';
import { whileOpen } from '../may-change.ts';
import { noteGoalChange } from '../note-goal-change.ts';
import { recountGoal } from '../progress/recount.ts';
import { readGoalPeople } from './read-goal-people.ts';
import { goalPeople } from '../schema.ts';
import type { StoredGoal } from '../stored-goals.ts';

/** Joins a pod that is open to join: what one does from today on counts for it. */
export async function joinGoal(
	context: Context,
	actor: Actor,
	goalId: GoalId
): Promise<Result<{ id: GoalId }>> {
	return changeOne(context, actor, goalId, async ({ tx, actor: by, goal, now }) => {
		const { timeZone } = await readOrganization(tx, goal.orgId);
		const today = dayIn(timeZone, now);
		const fault = whyNotJoin(goal, today);
		if (fault) return fault;
		if (await isIn(tx, goal, by.memberId)) return ok({ id: goal.id });
		const people = (await readGoalPeople(tx, goal.orgId, [goal.id])).get(goal.id) ?? [];
		if (people.length >= LARGEST_POD)
			return refuse('conflict', 'So many are in it already. Start the next one.');
		await come(tx, goal, by.memberId, today > goal.startsOn ? today : goal.startsOn);
		await noteGoalChange(tx, goal, 'joined', by.memberId, now);
		await recountGoal(tx, goal.orgId, goal.id, now);
		return ok({ id: goal.id });
	});
}

/**
 * Leaves a pod: today is the last day that counts, and what was brought stays. Who answers for it has
 * to hand it over first.
 */
export async function leaveGoal(
	context: Context,
	actor: Actor,
	goalId: GoalId
): Promise<Result<{ id: GoalId }>> {
	return whileIn(context, actor, goalId, 'You are not in this goal.', async (at) => {
		const { tx, actor: by, goal, now } = at;
		if (goal.ownerId === by.memberId)
			return refuse('conflict', 'You answer for this goal. Hand it over to somebody in it first.');
		const { timeZone } = await readOrganization(tx, goal.orgId);
		await go(tx, goal, by.memberId, dayIn(timeZone, now));
		await noteGoalChange(tx, goal, 'left', by.memberId, now);
		await recountGoal(tx, goal.orgId, goal.id, now);
		return ok({ id: goal.id });
	});
}

/** Somebody who was put into a pod says that they stay in it; once is enough. */
export async function stayIn(
	context: Context,
	actor: Actor,
	goalId: GoalId
): Promise<Result<{ id: GoalId }>> {
	const outside = 'You are not in this goal. Join it where it is open to join.';
	return whileIn(context, actor, goalId, outside, async ({ tx, actor: by, goal, now }) => {
		if (await settlePutIn(tx, goal, by.memberId))
			await noteGoalChange(tx, goal, 'joined', by.memberId, now, { stays: 'yes' });
		return ok({ id: goal.id });
	});
}

/** A change of an open goal by somebody who is in it; `outside` is what anybody else reads. */
function whileIn(
	context: Context,
	actor: Actor,
	goalId: GoalId,
	outside: string,
	change: (at: Changing) => Promise<Result<{ id: GoalId }>>
): Promise<Result<{ id: GoalId }>> {
	return changeOne(context, actor, goalId, async (at) => {
		const open = whileOpen(at.goal);
		if (!open.ok) return open;
		const isThere = await isIn(at.tx, at.goal, at.actor.memberId);
		return isThere ? change(at) : refuse('conflict', outside);
	});
}

/** Nobody is asked any more whether they stay; answers whether somebody was. */
export async function settlePutIn(
	tx: Queryable,
	goal: StoredGoal,
	memberId: MemberId
): Promise<boolean> {
	const said = await tx
		.update(goalPeople)
		.set({ putBy: null })
		.where(and(theirs(goal, memberId), isNull(goalPeople.endsOn), isNotNull(goalPeople.putBy)))
		.returning({ memberId: goalPeople.memberId });
	return said.length > 0;
}

function whyNotJoin(goal: StoredGoal, today: Day) {
	const open = whileOpen(goal);
	if (!open.ok) return open;
	if (scopeOf(goal) !== 'pod')
		return refuse('invalid', 'Only a goal of a few can be joined. Set one of your own instead.');
	if (!goal.isOpen)
		return refuse('forbidden', 'This goal is not open to join. Ask who started it.');
	if (goal.endsOn < today) return refuse('conflict', 'This goal has ended. Start the next one.');
	return undefined;
}

/** Whether they are in the pod now. */
export async function isIn(tx: Queryable, goal: StoredGoal, memberId: MemberId): Promise<boolean> {
	const [row] = await tx
		.select({ startsOn: goalPeople.startsOn })
		.from(goalPeople)
		.where(and(theirs(goal, memberId), isNull(goalPeople.endsOn)));
	return row !== undefined;
}

// Who left today and comes back today never left.
async function come(tx: Queryable, goal: StoredGoal, memberId: MemberId, startsOn: Day) {
	const back = await tx
		.update(goalPeople)
		.set({ endsOn: null, putBy: null })
		.where(and(theirs(goal, memberId), sql`${goalPeople.endsOn} >= ${startsOn}`))
		.returning({ memberId: goalPeople.memberId });
	if (back.length) return;
	await tx.insert(goalPeople).values({ orgId: goal.orgId, goalId: goal.id, memberId, startsOn });
}

// Who leaves before the first day was never in it.
async function go(tx: Queryable, goal: StoredGoal, memberId: MemberId, today: Day) {
	await tx
		.delete(goalPeople)
		.where(and(theirs(goal, memberId), sql`${goalPeople.startsOn} > ${today}`));
	await tx
		.update(goalPeople)
		.set({ endsOn: today })
		.where(and(theirs(goal, memberId), isNull(goalPeople.endsOn)));
}

function theirs(goal: StoredGoal, memberId: MemberId) {
	return and(
		eq(goalPeople.orgId, goal.orgId),
		eq(goalPeople.goalId, goal.id),
		eq(goalPeople.memberId, memberId)
	);
}
