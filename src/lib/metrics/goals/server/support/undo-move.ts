import { and, desc, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/identity/actor.ts';
import type { GoalId, Id } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { scopeOf } from '../../scope.ts';
import { UNDO_MS } from '../../support/undo.ts';
import { changeOne, type Changing } from '../change-one.ts';
import { governed, mayChange } from '../may-change.ts';
import { noteGoalChange } from '../note-goal-change.ts';
import { unitOf } from '../prepare-measure.ts';
import { recountGoal } from '../progress/recount.ts';
import { goalChanges } from '../schema.ts';
import { findGoal } from '../stored-goals.ts';
import { writeGoal } from '../write-goal.ts';
import { dropWishes } from './drop-wishes.ts';
import { prepareSupport } from './prepare-support.ts';
import { readStanding, type Standing } from './standing.ts';

/**
 * Takes the actor's own last move of a goal back: it supports what it did, and who had agreed to that
 * is not asked again. It brings nobody an agreement that was not there: the move must be the last thing
 * that happened to the goal (so target, owner and answer are those that were agreed to), of the same
 * person and younger than `UNDO_MS`, and what it goes back to must still take it.
 */
export async function undoMove(
	context: Context,
	actor: Actor,
	goalId: GoalId
): Promise<Result<{ id: GoalId }>> {
	return changeOne(context, actor, goalId, async (at) => {
		const allowed = mayChange(at.actor, at.goal);
		if (!allowed.ok) return allowed;
		const move = await lastMove(at);
		if (!move.ok) return move;
		const fault = await backFault(at, move.value.before);
		if (fault) return refuse('conflict', fault);
		await putBack(at, move.value);
		at.tell(await dropWishes(at.tx, at.goal.orgId, at.now));
		await recountGoal(at.tx, at.goal.orgId, goalId, at.now);
		return ok({ id: goalId });
	});
}

interface Move {
	change: Id<'goal-change'>;
	/** How the goal stood before it. */
	before: Standing;
}

/** The actor's move, where it was the last that happened to the goal, and just now. */
async function lastMove({ tx, goal, actor, now }: Changing): Promise<Result<Move>> {
	const [last] = await tx
		.select()
		.from(goalChanges)
		.where(and(eq(goalChanges.orgId, goal.orgId), eq(goalChanges.goalId, goal.id)))
		.orderBy(desc(goalChanges.at), desc(goalChanges.id))
		.limit(1);
	if (!last?.says.before || last.by !== actor.memberId)
		return refuse('conflict', 'Something else has happened to this goal since. Move it instead.');
	if (now.getTime() - last.at.getTime() > UNDO_MS)
		return refuse('conflict', 'That was a while ago. Move the goal back instead.');
	return ok({ change: last.id, before: readStanding(last.says.before) });
}

// What took it then may be closed by now, hang below it, or ask for more.
async function backFault({ tx, actor, goal }: Changing, before: Standing) {
	// It never left: somebody was only asked.
	if (before.parentId === goal.parentId) return undefined;
	const supporting = { ...goal, ...governed(goal), scope: scopeOf(goal) };
	const unit = await unitOf(tx, goal);
	const { faults } = await prepareSupport(tx, actor, supporting, before.parentId, unit);
	return Object.values(faults)[0];
}

async function putBack(at: Changing, { change, before }: Move): Promise<void> {
	const { tx, goal, actor, now } = at;
	const under = before.parentId ? await findGoal(tx, goal.orgId, before.parentId) : undefined;
	await writeGoal(tx, goal, before);
	await noteGoalChange(tx, goal, 'relinked', actor.memberId, now, {
		back: 'yes',
		...(before.parentId === goal.parentId ? { stays: 'yes' } : {}),
		...(under ? { under: under.title } : {})
	});
	// The move asks for nothing any more, and is not taken back a second time.
	await tx
		.update(goalChanges)
		.set({ says: sql`${goalChanges.says} - 'before' || '{"undone":"yes"}'::jsonb` })
		.where(and(eq(goalChanges.orgId, goal.orgId), eq(goalChanges.id, change)));
}
