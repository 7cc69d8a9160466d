import type { Actor, MemberActor } from '#lib/identity/actor.ts';
import { holdLedger } from '#lib/metrics/activity/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { GOALS } from '../facts.ts';
import { concernedBy } from './concerned.ts';
import { findGoal, type StoredGoal } from './stored-goals.ts';

/** Where a change of one goal happens. */
export interface Changing {
	tx: Queryable;
	actor: MemberActor;
	goal: StoredGoal;
	now: Date;
	/** Has these announced too, once it is committed. */
	tell(facts: readonly string[]): void;
}

/**
 * One change of one goal, as one transaction that holds the organization's ledger (see lock.ts). A
 * refusal has to come before the first write. What is shown of goals, and what waits for those whom it
 * concerned or concerns now, is announced after the commit.
 */
export async function changeOne<T>(
	context: Context,
	actor: Actor,
	goalId: GoalId,
	change: (at: Changing) => Promise<Result<T>>
): Promise<Result<T>> {
	if (actor.kind !== 'member') return refuse('forbidden', 'Sign in to change goals.');
	const concerned = new Set<string>();
	const done = await context.db.transaction(async (tx) => {
		await holdLedger(tx, actor.orgId);
		const goal = await findGoal(tx, actor.orgId, goalId);
		if (!goal) return refuse('missing', 'This goal does not exist here. Go back to your goals.');
		const tell = (facts: readonly string[]) => facts.forEach((fact) => concerned.add(fact));
		tell(await concernedBy(tx, goal));
		const changed = await change({ tx, actor, goal, now: context.clock.now(), tell });
		const after = changed.ok && (await findGoal(tx, actor.orgId, goalId));
		if (after) tell(await concernedBy(tx, after));
		return changed;
	});
	if (done.ok) context.announce(actor.orgId, [GOALS, ...concerned]);
	return done;
}
