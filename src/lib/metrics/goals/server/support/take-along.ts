import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Changing } from '../change-one.ts';
import { noteGoalChanges } from '../note-goal-change.ts';
import { goals } from '../schema.ts';
import { findGoal, type StoredGoal } from '../stored-goals.ts';
import { drop } from './drop-wishes.ts';
import { supportOf } from './link-goal.ts';

/**
 * What supports a goal and is open, or is to support it, does so with another one of the actor's from now
 * on. What a goal that counts goals has counted stays: it is in the figure from which the other one
 * starts. Each that moves has it in its history; `carried` is whose the goal was. Answers those that moved.
 */
export async function takeAlong(at: Changing, to: GoalId, carried: string): Promise<GoalId[]> {
	const { tx, goal: from } = at;
	const below = await openBelow(tx, from);
	await take(at, below, { parentId: to }, { was: from.title, under: from.title, carried });
	const { fit, unfit } = await wishingFor(at, to);
	await take(at, fit, { wantedId: to }, { under: from.title, carried, holds: 'yes' });
	at.tell(await drop(tx, from.orgId, { ids: unfit, under: from.title, gone: 'unfit' }, at.now));
	return [...below, ...fit];
}

async function openBelow(tx: Queryable, { orgId, id, measure }: StoredGoal): Promise<GoalId[]> {
	const found = await tx.execute(sql`
		select g.id from goals g
		left join goal_progress p on p.org_id = g.org_id and p.goal_id = g.id
		where g.org_id = ${orgId} and g.parent_id = ${id} and g.closed_at is null
			and (${measure !== 'goals'} or g.agreed_at is null
				or coalesce(p.value, g.start_value) < g.target)`);
	return (found.rows as { id: GoalId }[]).map((row) => row.id);
}

// Where one could not be put under the other goal now, nobody is asked.
async function wishingFor({ tx, actor, goal: from }: Changing, to: GoalId) {
	const wishing = await tx
		.select({ id: goals.id })
		.from(goals)
		.where(
			and(
				...[eq(goals.orgId, from.orgId), eq(goals.wantedId, from.id)],
				// One that wants itself wants to stand on its own.
				...[ne(goals.id, from.id), isNull(goals.closedAt)]
			)
		);
	const found = { fit: [] as GoalId[], unfit: [] as GoalId[] };
	for (const { id } of wishing) {
		const { faults } = await supportOf(tx, actor, (await findGoal(tx, from.orgId, id))!, to);
		found[Object.keys(faults).length ? 'unfit' : 'fit'].push(id);
	}
	return found;
}

async function take(
	{ tx, actor, goal: { orgId }, now }: Changing,
	ids: GoalId[],
	place: { parentId: GoalId } | { wantedId: GoalId },
	says: Record<string, string>
): Promise<void> {
	if (!ids.length) return;
	await tx
		.update(goals)
		.set(place)
		.where(and(eq(goals.orgId, orgId), inArray(goals.id, ids)));
	await noteGoalChanges(tx, orgId, ids, { kind: 'relinked', by: actor.memberId, at: now, says });
}
