import type { Actor } from '#lib/identity/actor.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { mayAgree } from '../../support/agree.ts';
import { placeNow } from '../../support/place.ts';
import { sentenceFault } from '../../form/goal-input.ts';
import { scopeOf } from '../../scope.ts';
import { changeOne, type Changing } from '../change-one.ts';
import { governed, whileOpen } from '../may-change.ts';
import { noteGoalChange } from '../note-goal-change.ts';
import { dropWishes } from './drop-wishes.ts';
import { prepareSupport } from './prepare-support.ts';
import { unitOf } from '../prepare-measure.ts';
import { recountGoal } from '../progress/recount.ts';
import { findGoal, type StoredGoal } from '../stored-goals.ts';
import { writeGoal } from '../write-goal.ts';

/**
 * Agrees to a goal that was proposed, or that is to stand elsewhere: from here on it supports what was
 * asked for. Who said no to a proposal before may still say yes.
 */
export async function agreeGoal(
	context: Context,
	actor: Actor,
	goalId: GoalId
): Promise<Result<{ id: GoalId }>> {
	return changeOne(context, actor, goalId, async (at) => {
		const allowed = await decide(at);
		if (!allowed.ok) return allowed;
		const fault = await supportFault(at);
		if (fault) return refuse('invalid', fault);
		await agreeNow(at);
		at.tell(await dropWishes(at.tx, at.goal.orgId, at.now));
		await recountGoal(at.tx, at.goal.orgId, goalId, at.now);
		return ok({ id: goalId });
	});
}

/**
 * The same for who may agree to it, and where it can stand there. The caller drops the wishes that cannot be
 * any more, and recounts.
 */
export async function agreeNow(at: Changing): Promise<void> {
	const { tx, goal, now, actor: by } = at;
	await writeGoal(tx, goal, {
		...{ parentId: placeNow(goal), wantedId: null },
		...{ agreedAt: now, agreedBy: by.memberId },
		...{ declinedAt: null, declinedWhy: null }
	});
	await noteGoalChange(tx, goal, 'agreed', by.memberId, now, await moveSaid(at));
}

/**
 * Says no to a goal that was proposed, or to its standing elsewhere, with a sentence for who asked. What
 * was agreed before holds.
 */
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
		const says = { why: declinedWhy, ...(await moveSaid(at)) };
		const answered = goal.wantedId ? { wantedId: null } : { declinedAt: now, declinedWhy };
		await writeGoal(tx, goal, answered);
		await noteGoalChange(tx, goal, 'declined', by.memberId, now, says);
		at.tell(await dropWishes(tx, goal.orgId, now));
		return ok({ id: goal.id });
	});
}

/** The goal, where it waits and this actor may agree to it. */
export async function decide({ tx, actor, goal }: Changing): Promise<Result<StoredGoal>> {
	const place = placeNow(goal);
	const parent = place ? await findGoal(tx, goal.orgId, place) : undefined;
	if (!mayAgree(actor, governed(goal), parent ? governed(parent) : null))
		return refuse(
			'forbidden',
			parent
				? `Whoever answers for “${parent.title}” agrees to this goal. Talk to them.`
				: 'Whoever sets goals there agrees to this goal. Talk to them.'
		);
	const open = whileOpen(goal);
	if (!open.ok) return open;
	if (goal.agreedAt && !goal.wantedId)
		return refuse('conflict', 'Nothing waits here any more: somebody answered, or took it back.');
	return ok(goal);
}

// What a history says of an answer to a goal that is to stand elsewhere.
async function moveSaid({ tx, goal }: Changing): Promise<Record<string, string>> {
	if (!goal.wantedId) return {};
	const place = placeNow(goal);
	const parent = place ? await findGoal(tx, goal.orgId, place) : undefined;
	return { moves: 'yes', ...(parent ? { under: parent.title } : {}) };
}

/**
 * Why it cannot stand there, in a sentence; undefined where it can. What was right when it was proposed may
 * have been overtaken: the parent closed, its bounds moved.
 */
export async function supportFault({ tx, actor, goal }: Changing): Promise<string | undefined> {
	const unit = await unitOf(tx, goal);
	const supporting = { ...goal, ...governed(goal), scope: scopeOf(goal) };
	const { faults } = await prepareSupport(tx, actor, supporting, placeNow(goal), unit);
	return Object.values(faults)[0];
}
