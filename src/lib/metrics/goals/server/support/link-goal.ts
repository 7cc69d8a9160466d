import type { Actor, MemberActor } from '#lib/identity/actor.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { placeNow } from '../../support/place.ts';
import { scopeOf } from '../../scope.ts';
import { changeOne, type Changing } from '../change-one.ts';
import { sayClash } from '../editing/say-clashes.ts';
import { governed, mayChange } from '../may-change.ts';
import { noteGoalChange } from '../note-goal-change.ts';
import { unitOf } from '../prepare-measure.ts';
import { prepareLink, prepareSupport, type Support } from './prepare-support.ts';
import { standingOf } from './standing.ts';
import { recountGoal } from '../progress/recount.ts';
import { dropWishes } from './drop-wishes.ts';
import { findGoal, type StoredGoal } from '../stored-goals.ts';
import { writeGoal } from '../write-goal.ts';

/**
 * Puts a goal under another, or (null) on its own. Under one that the actor does not answer for that
 * waits for an answer, and what was agreed holds until then: `agreed` says whether it stands there
 * already. Another wish takes the place of the first, and where it stands takes it back. Where it no
 * longer is, or is to be, where the actor saw it (`was`), somebody else was first: that is refused with
 * `conflict`.
 */
export async function linkGoal(
	context: Context,
	actor: Actor,
	goalId: GoalId,
	parentId: GoalId | null,
	was?: GoalId | null
): Promise<Result<{ id: GoalId; agreed: boolean }>> {
	return changeOne(context, actor, goalId, async (at) => {
		const { tx, actor: by, goal, now } = at;
		const allowed = mayChange(by, goal);
		if (!allowed.ok) return allowed;
		const place = placeNow(goal);
		if (parentId === place)
			return ok({ id: goal.id, agreed: goal.agreedAt !== null && !goal.wantedId });
		if (was !== undefined && was !== place) return metAnother(at, parentId);
		const before = JSON.stringify(standingOf(goal));
		if (parentId === goal.parentId) return takeBack(at, { before });
		const support = await supportOf(tx, by, goal, parentId);
		const fault = Object.values(support.faults)[0];
		if (fault) return refuse('invalid', fault, support.faults);
		await moveUnder(at, support, { before });
		await recountGoal(tx, goal.orgId, goal.id, now);
		return ok({ id: goal.id, agreed: support.agreed });
	});
}

async function metAnother(at: Changing, parentId: GoalId | null) {
	const [held, typed] = [placeNow(at.goal) ?? '', parentId ?? ''];
	const said = await sayClash(at, 'supports', held, typed, 'count', 'Move it again');
	const refused = refuse('conflict', said, { supports: said });
	return { ...refused, problem: { ...refused.problem, kept: { was: held || 'none' } } };
}

/** Takes back that a goal is to stand elsewhere: it stays where it is. `says` more of the change. */
export async function takeBack(
	{ tx, actor, goal, now }: Changing,
	says: Record<string, string> = {}
) {
	const above = goal.parentId ? await findGoal(tx, goal.orgId, goal.parentId) : undefined;
	await writeGoal(tx, goal, { wantedId: null });
	await noteGoalChange(tx, goal, 'relinked', actor.memberId, now, {
		...{ back: 'yes', stays: 'yes' },
		...(above ? { under: above.title } : {}),
		...says
	});
	return ok({ id: goal.id, agreed: true });
}

/**
 * How a stored goal, as it would be with this target, stands to a parent. Where it stays, it is not put
 * there anew: a parent that waits again still bounds what hangs below it.
 */
export async function supportOf(
	tx: Queryable,
	actor: MemberActor,
	goal: StoredGoal,
	parentId: GoalId | null,
	target = goal.target
): Promise<Support> {
	const supporting = { ...goal, ...governed(goal), scope: scopeOf(goal), target };
	const prepare = parentId === goal.parentId ? prepareSupport : prepareLink;
	return prepare(tx, actor, supporting, parentId, await unitOf(tx, goal));
}

/**
 * Writes the new parent and who agreed to it or, where an agreed goal has to wait for that, only where
 * it is to stand; and the change (`says` more of it). The caller recounts.
 */
export async function moveUnder(
	{ tx, actor, goal, now, tell }: Changing,
	support: Support,
	says: Record<string, string> = {}
): Promise<void> {
	const before = goal.parentId ? await findGoal(tx, goal.orgId, goal.parentId) : undefined;
	const to = support.parent?.id ?? null;
	const holds = goal.agreedAt !== null && !support.agreed;
	const moved = { parentId: to, wantedId: null, ...standing(actor, goal, support.agreed, now) };
	await writeGoal(tx, goal, holds ? { wantedId: to ?? goal.id } : moved);
	await noteGoalChange(tx, goal, 'relinked', actor.memberId, now, {
		...(before ? { was: before.title } : {}),
		...(support.parent ? { under: support.parent.title } : {}),
		...(holds ? { holds: 'yes' } : {}),
		agreed: support.agreed ? 'yes' : 'no',
		...says
	});
	if (!holds) tell(await dropWishes(tx, goal.orgId, now));
}

/** Agreed by the actor where they may, and proposed again where they may not. */
export function standing(actor: MemberActor, goal: StoredGoal, agreed: boolean, now: Date) {
	return {
		agreedAt: agreed ? (goal.agreedAt ?? now) : null,
		agreedBy: agreed ? (goal.agreedBy ?? actor.memberId) : null,
		declinedAt: null,
		declinedWhy: null
	};
}
