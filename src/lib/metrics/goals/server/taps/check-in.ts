import { and, eq, sum } from 'drizzle-orm';
import type { Actor, MemberActor } from '#lib/identity/actor.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { shareLedger } from '#lib/metrics/activity/server/index.ts';
import type { GoalId, MemberId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addJob } from '#lib/platform/server/jobs.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { mayTap } from '../../support/agree.ts';
import { shortDay } from '../../dates.ts';
import { FIGURES } from '../../facts.ts';
import { holdProgress } from '../lock.ts';
import { governed, whileOpen } from '../may-change.ts';
import { settle } from '../progress/settle.ts';
import { readGoalPeople } from '../people/read-goal-people.ts';
import { checkIns, goalProgress } from '../progress/schema.ts';
import { findGoal, type StoredGoal } from '../stored-goals.ts';
import { reachedBy, toldBy } from './steps-of-tap.ts';

export interface CheckIn {
	goalId: GoalId;
	/** −1 takes a tap back. */
	amount: 1 | -1;
	note?: string;
	/** Made where the tap was; the same tap sent twice counts once. */
	requestId: string;
}

const LONGEST_NOTE = 280;

/**
 * A tap on a goal of one's own, or on one that several share: it is the tapper's. Answers the figure
 * the goal has now, and moves the goals above that count it. The same request again answers without
 * counting again, after the goal's end too, and another tap under its id is refused (`conflict`).
 */
export async function checkIn(
	context: Context,
	actor: Actor,
	command: CheckIn
): Promise<Result<{ value: bigint }>> {
	const done = await context.db.transaction(async (tx) => {
		await shareLedger(tx, [actor.orgId]);
		const allowed = await tappable(tx, actor, await findGoal(tx, actor.orgId, command.goalId));
		if (!allowed.ok) return allowed;
		const { goal, by } = allowed.value;
		return tap(tx, goal, { ...command, by: by.memberId }, context.clock.now());
	});
	if (!done.ok) return done;
	const { value, moved, told } = done.value;
	if (moved) context.announce(actor.orgId, [FIGURES, ...told]);
	return ok({ value });
}

async function tappable(
	tx: Queryable,
	actor: Actor,
	goal: StoredGoal | undefined
): Promise<Result<{ goal: StoredGoal; by: MemberActor }>> {
	if (!goal) return refuse('missing', 'This goal does not exist here. Go back to your goals.');
	const people = (await readGoalPeople(tx, goal.orgId, [goal.id])).get(goal.id) ?? [];
	const ids = people.map(({ id }) => id);
	const aimed = { ...governed(goal), memberId: goal.memberId };
	if (actor.kind !== 'member' || !mayTap(actor, aimed, ids))
		return refuse('forbidden', 'Only whose goal it is can tap here. Talk to them.');
	const open = whileOpen(goal);
	return open.ok ? ok({ goal, by: actor }) : open;
}

type Tap = CheckIn & { by: MemberActor['memberId'] };

interface Tapped {
	value: bigint;
	moved: boolean;
	/** Facts beside its figure: of its moments, and for whom a next step waits or waits no more. */
	told: string[];
}

async function tap(
	tx: Queryable,
	goal: StoredGoal,
	command: Tap,
	now: Date
): Promise<Result<Tapped>> {
	// From here on taps queue: each sees what the one before it left.
	await holdProgress(tx, [goal.orgId]);
	const before = await valueOf(tx, goal);
	const after = before + BigInt(command.amount);
	const earlier = await findEarlier(tx, goal, command);
	if (earlier) return answerAgain(earlier, goal, command, before);
	const fault = await whyNot(tx, goal, command, now);
	if (fault) return refuse('invalid', fault);
	if (command.amount < 0 && !(await hasTapped(tx, goal, command)))
		return refuse('invalid', 'There is no tap left to take back.');
	await write(tx, goal, command, now);
	await tx
		.update(goalProgress)
		.set({ value: after, movedAt: now })
		.where(and(eq(goalProgress.orgId, goal.orgId), eq(goalProgress.goalId, goal.id)));
	await addJob(tx, 'react', {
		orgId: goal.orgId,
		kind: 'check-in',
		goalId: goal.id,
		memberId: command.by,
		before: String(before),
		after: String(after),
		at: now.toISOString(),
		...reachedBy(goal, { before, after })
	});
	await settleAbove(tx, goal, { before, after }, now);
	return ok({ value: after, moved: true, told: toldBy(goal, { before, after }) });
}

async function settleAbove(
	tx: Queryable,
	{ orgId, id, target, agreedAt, parentId }: StoredGoal,
	{ before, after }: { before: bigint; after: bigint },
	now: Date
): Promise<void> {
	if (!agreedAt || !parentId || before >= target === after >= target) return;
	await settle(tx, [{ orgId, goalId: id, by: after >= target ? 1 : -1 }], now);
}

/** Whether the one who takes a tap back has one there: other people's stay. */
async function hasTapped(tx: Queryable, goal: StoredGoal, { by }: Tap): Promise<boolean> {
	const [own] = await tapsOf(tx, goal, by);
	return BigInt(own?.taps ?? 0) > 0n;
}

/** The statement that sums up what somebody has tapped on a goal. */
export function tapsOf(
	tx: Queryable,
	{ orgId, id }: Pick<StoredGoal, 'orgId' | 'id'>,
	by: MemberId
) {
	return tx
		.select({ taps: sum(checkIns.amount) })
		.from(checkIns)
		.where(and(eq(checkIns.orgId, orgId), eq(checkIns.goalId, id), eq(checkIns.memberId, by)));
}

async function whyNot(
	tx: Queryable,
	goal: StoredGoal,
	command: CheckIn,
	now: Date
): Promise<string | undefined> {
	if (goal.measure !== 'check-in')
		return 'This goal moves by itself with what gets recorded. There is nothing to tap.';
	if ((command.note?.length ?? 0) > LONGEST_NOTE)
		return `Keep the note to ${LONGEST_NOTE} letters.`;
	const { timeZone } = await readOrganization(tx, goal.orgId);
	const today = dayIn(timeZone, now);
	if (today < goal.startsOn) return `This goal starts on ${shortDay(goal.startsOn)}. Tap it then.`;
	if (today > goal.endsOn)
		return `This goal ended on ${shortDay(goal.endsOn)}. Give it a later end, then tap.`;
	return undefined;
}

async function valueOf(tx: Queryable, goal: StoredGoal): Promise<bigint> {
	const [progress] = await tx
		.select({ value: goalProgress.value })
		.from(goalProgress)
		.where(and(eq(goalProgress.orgId, goal.orgId), eq(goalProgress.goalId, goal.id)));
	if (!progress) throw new Error(`goal ${goal.id} has no progress`);
	return progress.value;
}

async function findEarlier(tx: Queryable, goal: StoredGoal, command: Tap) {
	const [earlier] = await tx
		.select({ goalId: checkIns.goalId, amount: checkIns.amount, by: checkIns.memberId })
		.from(checkIns)
		.where(and(eq(checkIns.orgId, goal.orgId), eq(checkIns.requestId, command.requestId)));
	return earlier;
}

function answerAgain(
	earlier: { goalId: GoalId; amount: bigint; by: string },
	goal: StoredGoal,
	command: Tap,
	value: bigint
): Result<Tapped> {
	const same = earlier.goalId === goal.id && earlier.by === command.by;
	if (same && earlier.amount === BigInt(command.amount))
		return ok({ value, moved: false, told: [] });
	return refuse('conflict', 'This tap was sent before for something else. Reload and tap again.');
}

async function write(tx: Queryable, goal: StoredGoal, command: Tap, now: Date): Promise<void> {
	await tx.insert(checkIns).values({
		orgId: goal.orgId,
		id: newId<'check-in'>(now),
		goalId: goal.id,
		memberId: command.by,
		amount: BigInt(command.amount),
		note: command.note?.trim() || null,
		requestId: command.requestId,
		at: now
	});
}
