import { readOrganization } from '#lib/identity/server/index.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { goesOnFrom, whyNotOn } from '../../support/going-on.ts';
import { placeNow } from '../../support/place.ts';
import type { Changing } from '../change-one.ts';
import { closeNow, valueOf } from '../closing/close-goal.ts';
import { noteGoalChange } from '../note-goal-change.ts';
import { goalProgress } from '../progress/schema.ts';
import { recountGoal } from '../progress/recount.ts';
import { goals } from '../schema.ts';
import { findGoal, type StoredGoal } from '../stored-goals.ts';
import { agreeToOwn } from './agree-to-own.ts';
import { drop } from './drop-wishes.ts';
import { moveUnder, supportOf } from './link-goal.ts';
import { nameOf } from './prepare-support.ts';
import { takeAlong } from './take-along.ts';

/** The goal that somebody left is closed with its result, and another one goes on from its figure. */
interface CarriedOn {
	value: bigint;
	startsOn: string;
	/** What both support; undefined for none, or where that is closed. */
	above: StoredGoal | undefined;
	/** The title of what the old one supports and the other one does not, because it is closed. */
	closedAbove: string | undefined;
}

/** Whether there is anything to carry on with, and from where. */
export async function toCarryOn({ tx, goal, now }: Changing): Promise<Result<CarriedOn>> {
	const { timeZone } = await readOrganization(tx, goal.orgId);
	const today = dayIn(timeZone, now);
	const value = await valueOf(tx, goal);
	const stands = { isReached: value >= goal.target, isDeclined: goal.declinedAt !== null };
	const whyNot = whyNotOn({ ...goal, ...stands }, today);
	return whyNot
		? refuse('conflict', `${whyNot} Close it with what was learned.`)
		: ok({ value, startsOn: goesOnFrom(goal, today), ...(await placeOf(tx, goal)) });
}

// Nothing new is put under what is closed: whoever carries on does so for themselves.
async function placeOf(tx: Queryable, { orgId, parentId }: StoredGoal) {
	const above = parentId ? await findGoal(tx, orgId, parentId) : undefined;
	return above?.closedAt
		? { above: undefined, closedAbove: above.title }
		: { above, closedAbove: undefined };
}

/**
 * The actor carries on with a goal of somebody's own who has left. What was done stays that person's:
 * their goal closes with its result, and the actor gets one of their own that starts at that figure,
 * with the same target, end and place in the tree, or on its own where the goal above is closed. What the
 * actor did before they said yes is no part of it (see goesOnFrom). What supports the old one, or is to,
 * does so with the new one; where the old one was to support another, the new one is, and who was asked
 * still answers. Where that is the actor, it is answered: nobody asks themselves. Answers the new goal.
 * The caller holds the ledger.
 */
export async function carryOn(at: Changing): Promise<Result<{ id: GoalId }>> {
	const open = await toCarryOn(at);
	if (!open.ok) return open;
	const { tx, actor, goal, now } = at;
	const { orgId } = goal;
	const { value, startsOn, closedAbove } = open.value;
	const id = newId<'goal'>(now);
	const begins = { startValue: value, startsOn };
	await tx.insert(goals).values({ ...carried(at, open.value), id, ...begins });
	await tx.insert(goalProgress).values({ orgId, goalId: id, value, movedAt: now });
	const from = (await nameOf(tx, orgId, goal.memberId)) ?? '';
	await noteGoalChange(tx, { orgId, id }, 'set', actor.memberId, now, {
		...{ target: String(goal.target), carried: String(value), from },
		...(closedAbove ? { closedAbove } : {})
	});
	const along = await takeAlong(at, id, from);
	await moveOn(at, id, open.value);
	await recountGoal(tx, orgId, id, now);
	await closeNow(at, null, { carried: 'yes' });
	await agreeToOwn(at, id, along);
	return ok({ id });
}

/** The columns of the new goal that are those of the old one. */
function carried(
	{ actor, goal, now }: Changing,
	{ above }: CarriedOn
): Omit<typeof goals.$inferInsert, 'startsOn'> {
	const { orgId, kind, title, why, measure, metricId, segment, atLeast, endsOn } = goal;
	const { target, secondTarget, thirdTarget, commitFrom, commitTo } = goal;
	const by = actor.memberId;
	return {
		...{ orgId, id: goal.id, kind, title, why, measure, metricId, segment, atLeast, endsOn },
		...{ parentId: above?.id ?? null, target, secondTarget, thirdTarget, commitFrom, commitTo },
		...{ memberId: by, ownerId: by, createdBy: by, createdAt: now },
		...(goal.agreedAt || !above ? { agreedAt: now, agreedBy: goal.offeredBy ?? by } : {})
	};
}

/**
 * Where it was to stand elsewhere, it is the actor who wants that from now on: they are told what becomes
 * of it, and where they answer for that place themselves it stands there at once. Where it has no place
 * there any more, it stays.
 */
async function moveOn(at: Changing, id: GoalId, { above }: CarriedOn): Promise<void> {
	const { tx, actor, goal } = at;
	const place = placeNow(goal);
	// What was to stand on its own already does where nothing is above any more.
	if (!goal.wantedId || place === (above?.id ?? null)) return;
	const made = (await findGoal(tx, goal.orgId, id))!;
	const support = await supportOf(tx, actor, made, place);
	if (!Object.keys(support.faults).length) return moveUnder({ ...at, goal: made }, support);
	const under = (place && (await findGoal(tx, goal.orgId, place))?.title) || '';
	at.tell(await drop(tx, goal.orgId, { ids: [id], under, gone: 'unfit' }, at.now));
}
