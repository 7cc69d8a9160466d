import { and, eq, inArray, sql } from 'drizzle-orm';
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
import { noteGoalChange, noteGoalChanges } from '../note-goal-change.ts';
import { goalProgress } from '../progress/schema.ts';
import { recountGoal } from '../progress/recount.ts';
import { goals } from '../schema.ts';
import { findGoal, type StoredGoal } from '../stored-goals.ts';
import { nameOf } from './prepare-support.ts';

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
 * actor did before they said yes is no part
 * of it (see goesOnFrom). What supports the old one supports the new one; where the old one was to
 * support another, the new one is, and who was asked still answers. Answers the new goal. The caller
 * holds the ledger.
 */
export async function carryOn(at: Changing): Promise<Result<{ id: GoalId }>> {
	const open = await toCarryOn(at);
	if (!open.ok) return open;
	const { tx, actor, goal, now } = at;
	const { orgId } = goal;
	const { value, startsOn, closedAbove } = open.value;
	const id = newId<'goal'>(now);
	const wantedId = wishOf(goal, id, open.value);
	const begins = { startValue: value, startsOn, wantedId };
	await tx.insert(goals).values({ ...carried(at, open.value), id, ...begins });
	await tx.insert(goalProgress).values({ orgId, goalId: id, value, movedAt: now });
	const from = (await nameOf(tx, orgId, goal.memberId)) ?? '';
	await noteGoalChange(tx, { orgId, id }, 'set', actor.memberId, now, {
		...{ target: String(goal.target), carried: String(value), from },
		...(closedAbove ? { closedAbove } : {})
	});
	if (wantedId) await noteWish(at, id, open.value);
	await takeAlong(at, id, from);
	await recountGoal(tx, orgId, id);
	await closeNow(at, null, { carried: 'yes' });
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

// What is to stand on its own wants itself; where nothing is above any more, it does already.
function wishOf({ id, wantedId }: StoredGoal, to: GoalId, { above }: CarriedOn): GoalId | null {
	if (wantedId !== id) return wantedId;
	return above ? to : null;
}

/** From now on it is the actor who wants it elsewhere: they are told what becomes of it. */
async function noteWish(
	{ tx, actor, goal, now }: Changing,
	id: GoalId,
	{ above }: CarriedOn
): Promise<void> {
	const { orgId } = goal;
	const place = placeNow(goal);
	const wanted = place ? await findGoal(tx, orgId, place) : undefined;
	await noteGoalChange(tx, { orgId, id }, 'relinked', actor.memberId, now, {
		...(above ? { was: above.title } : {}),
		...(wanted ? { under: wanted.title } : {}),
		...{ holds: 'yes', agreed: 'no' }
	});
}

/**
 * What supports a goal and is open supports another one from now on. What a goal that counts goals has
 * counted stays: it is in the figure from which the other one starts. Each that moves has it in its
 * history.
 */
async function takeAlong(
	{ tx, actor, goal: from, now }: Changing,
	to: GoalId,
	carried: string
): Promise<void> {
	const below = await openBelow(tx, from);
	if (!below.length) return;
	await tx
		.update(goals)
		.set({ parentId: to })
		.where(and(eq(goals.orgId, from.orgId), inArray(goals.id, below)));
	await noteGoalChanges(tx, from.orgId, below, {
		...{ kind: 'relinked', by: actor.memberId, at: now },
		says: { was: from.title, under: from.title, carried }
	});
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
