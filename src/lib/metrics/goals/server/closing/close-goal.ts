import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/identity/actor.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { sentenceFault } from '../../form/goal-input.ts';
import { changeOne, type Changing } from '../change-one.ts';
import { LEDGER_NOW } from '../ledger-now.ts';
import { mayChange } from '../may-change.ts';
import { noteGoalChange } from '../note-goal-change.ts';
import { dropWishes } from '../support/drop-wishes.ts';
import { recountGoal } from '../progress/recount.ts';
import { goalProgress } from '../progress/schema.ts';
import type { StoredGoal } from '../stored-goals.ts';
import { writeGoal } from '../write-goal.ts';

/**
 * Closes a goal with the result it has and a sentence of what was learned; only who takes a proposal
 * back may leave the sentence out. Nothing moves it afterwards; what supported it stays open. The
 * ledger keeps still meanwhile, so that its result opens to exactly the entries that are in it.
 */
export async function closeGoal(
	context: Context,
	actor: Actor,
	goalId: GoalId,
	learned = ''
): Promise<Result<{ id: GoalId }>> {
	const lesson = learned.trim();
	const close = async (at: Changing) => {
		const { actor: by, goal } = at;
		const allowed = mayChange(by, goal);
		if (!allowed.ok) return allowed;
		const fault =
			lesson || goal.agreedAt
				? sentenceFault(lesson, 'Say in a sentence what was learned.')
				: undefined;
		if (fault) return refuse('invalid', fault, { learned: fault });
		await closeNow(at, lesson || null, {
			...(lesson ? { learned: lesson } : {}),
			...(goal.agreedAt ? {} : { back: 'yes' })
		});
		return ok({ id: goal.id });
	};
	return changeOne(context, actor, goalId, close);
}

/**
 * Closes a goal with the result it has, for who holds the ledger and may do so; `says` is for its
 * history. Nobody is asked to answer for it any more.
 */
export async function closeNow(
	{ tx, actor, goal, now, tell }: Changing,
	learned: string | null,
	says: Record<string, string>
): Promise<void> {
	const closed = { closedAt: now, closedBy: actor.memberId, learned };
	const settled = { offeredTo: null, offeredBy: null, offeredAt: null, wantedId: null };
	await writeGoal(tx, goal, { ...closed, ...settled, closedPosition: LEDGER_NOW });
	await noteGoalChange(tx, goal, 'closed', actor.memberId, now, {
		...{ value: String(await valueOf(tx, goal)), target: String(goal.target) },
		...says
	});
	tell(await dropWishes(tx, goal.orgId, now));
	await recountGoal(tx, goal.orgId, goal.id, now);
}

/** How far a goal is, scaled. */
export async function valueOf(tx: Queryable, goal: StoredGoal): Promise<bigint> {
	const [progress] = await tx
		.select({ value: goalProgress.value })
		.from(goalProgress)
		.where(and(eq(goalProgress.orgId, goal.orgId), eq(goalProgress.goalId, goal.id)));
	return progress?.value ?? goal.startValue;
}
