import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/identity/actor.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { GoalId, MemberId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addJob } from '#lib/platform/server/jobs.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { shortDay } from '../dates.ts';
import { shareGoals } from './lock.ts';
import { mayChange } from './may-change.ts';
import { checkIns, goalProgress } from './schema.ts';
import { findGoal, type StoredGoal } from './stored-goals.ts';

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
 * A tap on a goal of one's own. Answers the figure the goal has now; the same request again answers
 * without counting again, after the goal's end too, and another tap under its id is refused (`conflict`).
 */
export async function checkIn(
	context: Context,
	actor: Actor,
	command: CheckIn
): Promise<Result<{ value: bigint }>> {
	const done = await context.db.transaction(async (tx) => {
		await shareGoals(tx, [actor.orgId]);
		const allowed = mayChange(actor, await findGoal(tx, actor.orgId, command.goalId));
		return allowed.ok ? tap(tx, allowed.value, command, context.clock.now()) : allowed;
	});
	if (!done.ok) return done;
	if (done.value.moved) context.announce(actor.orgId, ['goals']);
	return ok({ value: done.value.value });
}

interface Tapped {
	value: bigint;
	moved: boolean;
}

async function tap(
	tx: Queryable,
	goal: StoredGoal,
	command: CheckIn,
	now: Date
): Promise<Result<Tapped>> {
	// From here on taps on this goal queue: each sees what the one before it left.
	const before = await lockedValue(tx, goal);
	const after = before + BigInt(command.amount);
	const earlier = await findEarlier(tx, goal, command);
	if (earlier) return answerAgain(earlier, goal, command, before);
	const fault = await whyNot(tx, goal, command, now);
	if (fault) return refuse('invalid', fault);
	if (after < 0n) return refuse('invalid', 'There is no tap left to take back.');
	await write(tx, goal, command, now);
	await tx
		.update(goalProgress)
		.set({ value: after, movedAt: now })
		.where(and(eq(goalProgress.orgId, goal.orgId), eq(goalProgress.goalId, goal.id)));
	await addJob(tx, 'react', {
		orgId: goal.orgId,
		kind: 'check-in',
		goalId: goal.id,
		memberId: goal.memberId,
		before: String(before),
		after: String(after)
	});
	return ok({ value: after, moved: true });
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

async function lockedValue(tx: Queryable, goal: StoredGoal): Promise<bigint> {
	const [progress] = await tx
		.select({ value: goalProgress.value })
		.from(goalProgress)
		.where(and(eq(goalProgress.orgId, goal.orgId), eq(goalProgress.goalId, goal.id)))
		.for('update');
	if (!progress) throw new Error(`goal ${goal.id} has no progress`);
	return progress.value;
}

async function findEarlier(tx: Queryable, goal: StoredGoal, command: CheckIn) {
	const [earlier] = await tx
		.select({ goalId: checkIns.goalId, amount: checkIns.amount })
		.from(checkIns)
		.where(and(eq(checkIns.orgId, goal.orgId), eq(checkIns.requestId, command.requestId)));
	return earlier;
}

function answerAgain(
	earlier: { goalId: GoalId; amount: bigint },
	goal: StoredGoal,
	command: CheckIn,
	value: bigint
): Result<Tapped> {
	if (earlier.goalId === goal.id && earlier.amount === BigInt(command.amount))
		return ok({ value, moved: false });
	return refuse('conflict', 'This tap was sent before for something else. Reload and tap again.');
}

async function write(tx: Queryable, goal: StoredGoal, command: CheckIn, now: Date): Promise<void> {
	await tx.insert(checkIns).values({
		orgId: goal.orgId,
		id: newId<'check-in'>(now),
		goalId: goal.id,
		memberId: goal.memberId as MemberId,
		amount: BigInt(command.amount),
		note: command.note?.trim() || null,
		requestId: command.requestId,
		at: now
	});
}
