import { and, eq, isNull } from 'drizzle-orm';
import type { Actor, MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { holdLedger } from '#lib/metrics/activity/server/index.ts';
import type { GoalId, MemberId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { limit } from '#lib/platform/server/limits.ts';
import { GOALS } from '../facts.ts';
import { concernedBy } from './concerned.ts';
import { noteGoalChange } from './note-goal-change.ts';
import { prepareGoal, type Ready, type SetGoal } from './prepare-goal.ts';
import { recountGoal } from './progress/recount.ts';
import { goalPeople, goals } from './schema.ts';
import { goalProgress } from './progress/schema.ts';
import { findGoal } from './stored-goals.ts';

/** Nobody is asked about more of one person's goals at a time. */
const MOST_WAITING = 100;
/** Each one goes to all screens of the organization, and keeps its ledger still for a moment. */
const perPerson = limit(120, 10 * 60_000);

/**
 * Sets a goal, or proposes it where somebody else has to agree (see agree.ts): it counts for itself
 * meanwhile. Work of the past inside its dates counts at once, exactly, also while more of it is being
 * recorded (see lock.ts). Refuses with `forbidden`, `too-many` where a hundred of one's own wait to be
 * agreed or where they are more than 120 in ten minutes, or `invalid` with a sentence a field.
 */
export async function setGoal(
	context: Context,
	actor: Actor,
	command: SetGoal
): Promise<Result<{ id: GoalId; agreed: boolean }>> {
	if (actor.kind !== 'member' || !may(actor, { may: 'goals.propose' }))
		return refuse('forbidden', 'Sign in to set a goal.');
	const asked = context.clock.now().getTime();
	if (!perPerson.take(`${actor.orgId} ${actor.memberId}`, asked))
		return refuse('too-many', 'That was a lot of goals at once. Go on in a few minutes.');
	let concerned: string[] = [];
	const done = await context.db.transaction(async (tx) => {
		await holdLedger(tx, actor.orgId);
		const now = context.clock.now();
		const ready = await prepareGoal(tx, actor, command, now);
		if (!ready.ok) return ready;
		if (!ready.value.row.agreedAt && (await asksTooMuch(tx, actor)))
			return refuse(
				'too-many',
				'So many of your goals wait for an answer already. Talk about those first.'
			);
		const stored = await store(tx, ready.value, now);
		const goal = stored.ok && (await findGoal(tx, actor.orgId, stored.value.id));
		if (goal) concerned = await concernedBy(tx, goal);
		return stored;
	});
	if (done.ok) context.announce(actor.orgId, [GOALS, ...new Set(concerned)]);
	return done;
}

async function store(
	tx: Queryable,
	{ row, people }: Ready,
	now: Date
): Promise<Result<{ id: GoalId; agreed: boolean }>> {
	const { orgId, id: goalId } = row;
	const made = await tx.insert(goals).values(row).onConflictDoNothing().returning({ id: goals.id });
	if (!made.length) return sameAsStored(tx, row);
	await tx.insert(goalProgress).values({ orgId, goalId, value: row.startValue!, movedAt: now });
	if (people.length) await tx.insert(goalPeople).values(people.map((one) => placeOf(row, one)));
	const agreed = Boolean(row.agreedAt);
	const says = { target: String(row.target), agreed: agreed ? 'yes' : 'no' };
	await noteGoalChange(tx, { orgId, id: goalId }, 'set', row.createdBy!, now, says);
	await recountGoal(tx, orgId, goalId, now);
	return ok({ id: goalId, agreed });
}

// Who else is in it reads that, and says whether they stay.
function placeOf({ orgId, id, startsOn, createdBy }: Ready['row'], memberId: MemberId) {
	const putBy = memberId === createdBy ? null : createdBy;
	return { orgId, goalId: id, memberId, startsOn, putBy };
}

async function asksTooMuch(tx: Queryable, { orgId, memberId }: MemberActor): Promise<boolean> {
	const waiting = and(isNull(goals.agreedAt), isNull(goals.declinedAt), isNull(goals.closedAt));
	const theirs = and(eq(goals.orgId, orgId), eq(goals.createdBy, memberId), waiting);
	return (await tx.$count(goals, theirs)) >= MOST_WAITING;
}

async function sameAsStored(
	tx: Queryable,
	row: Ready['row']
): Promise<Result<{ id: GoalId; agreed: boolean }>> {
	const stored = await findGoal(tx, row.orgId, row.id);
	const same =
		stored &&
		stored.title === row.title &&
		stored.target === row.target &&
		stored.measure === row.measure &&
		stored.metricId === row.metricId &&
		stored.createdBy === row.createdBy;
	if (same) return ok({ id: row.id, agreed: stored.agreedAt !== null });
	return refuse(
		'conflict',
		'This form was sent before with other words. Reload it and set the goal again.'
	);
}
