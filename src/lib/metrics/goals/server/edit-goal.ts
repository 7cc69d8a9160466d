import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/identity/actor.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dateFaults, readTarget, wordFaults, type Faults } from '../goal-input.ts';
import { whyNotSupport } from '../support.ts';
import { holdGoals } from './lock.ts';
import { mayChange } from './may-change.ts';
import { countPast } from './rebuild-progress.ts';
import { goals } from './schema.ts';
import { findGoal, listSupportable, scopeOf, type StoredGoal } from './stored-goals.ts';

export interface EditGoal {
	goalId: GoalId;
	title: string;
	why: string;
	/** A decimal in the metric's unit. */
	target: string | number;
	endsOn: Day;
	/** The goal it supports; null for none. */
	supports: GoalId | null;
}

/** Changes a goal's words, target, end and what it supports. What it counts stays what it is. */
export async function editGoal(
	context: Context,
	actor: Actor,
	command: EditGoal
): Promise<Result<{ id: GoalId }>> {
	const done = await context.db.transaction(async (tx) => {
		await holdGoals(tx, actor.orgId);
		const goal = await findGoal(tx, actor.orgId, command.goalId);
		const allowed = mayChange(actor, goal);
		return allowed.ok ? change(tx, allowed.value, command) : allowed;
	});
	if (done.ok) context.announce(actor.orgId, ['goals']);
	return done;
}

async function change(
	tx: Queryable,
	goal: StoredGoal,
	command: EditGoal
): Promise<Result<{ id: GoalId }>> {
	const words = { title: command.title.trim(), why: command.why.trim() };
	const target = await targetOf(tx, goal, command.target);
	const faults: Faults = {
		...wordFaults(words),
		...('fault' in target ? { target: target.fault } : {}),
		...dateFaults(goal.startsOn, command.endsOn),
		...(await supportFault(tx, goal, command.supports))
	};
	const first = Object.values(faults)[0];
	if (first || 'fault' in target) return refuse('invalid', first ?? '', faults);
	await tx
		.update(goals)
		.set({ ...words, target: target.value, endsOn: command.endsOn, parentId: command.supports })
		.where(and(eq(goals.orgId, goal.orgId), eq(goals.id, goal.id)));
	if (command.endsOn !== goal.endsOn) await countPast(tx, goal.orgId, goal.id);
	return ok({ id: goal.id });
}

async function targetOf(tx: Queryable, goal: StoredGoal, target: string | number) {
	const { currency } = await readOrganization(tx, goal.orgId);
	const [metric] = goal.metricId
		? await tx
				.select({ unit: metrics.unit })
				.from(metrics)
				.where(and(eq(metrics.orgId, goal.orgId), eq(metrics.id, goal.metricId)))
		: [];
	return readTarget(target, metric?.unit ?? 'count', currency);
}

// What it supports already it may go on supporting, also where that goal has been closed since.
async function supportFault(
	tx: Queryable,
	goal: StoredGoal,
	supports: GoalId | null
): Promise<Faults> {
	if (!supports || supports === goal.parentId) return {};
	const all = await listSupportable(tx, goal.orgId);
	const fault = whyNotSupport({ id: goal.id, scope: scopeOf(goal) }, supports, all);
	return fault ? { supports: fault } : {};
}
