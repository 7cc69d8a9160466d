import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/identity/actor.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { GoalId, MemberId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import {
	dateFaults,
	orderFaults,
	readFigures,
	wordFaults,
	type Faults,
	type Figures,
	type TypedFigures
} from '../form/goal-input.ts';
import { scopeOf } from '../scope.ts';
import { changeOne, type Changing } from './change-one.ts';
import { saysOf } from './edit-says.ts';
import { isIn } from './people/join-goal.ts';
import { moveUnder, standing, supportOf } from './support/link-goal.ts';
import { mayChange } from './may-change.ts';
import { noteGoalChange } from './note-goal-change.ts';
import { firstOf, peopleFaults } from './prepare-goal.ts';
import { unitOf } from './prepare-measure.ts';
import { recountGoal } from './progress/recount.ts';
import { goals } from './schema.ts';
import type { StoredGoal } from './stored-goals.ts';

export interface EditGoal {
	goalId: GoalId;
	title: string;
	why: string;
	/** A decimal in the metric's unit. */
	target: string | number;
	/** Left out, the steps beyond the target stay. */
	further?: (string | number)[];
	/** Left out, the bounds for what supports it stay. */
	commit?: TypedFigures['commit'];
	endsOn: Day;
	/** The goal it supports; null for none. */
	supports: GoalId | null;
	/** Who answers for it from now on; left out, it stays. A pod is handed over to somebody in it. */
	owner?: MemberId;
	/** Whether others may join a pod; left out, it stays. */
	isOpen?: boolean;
}

/**
 * Changes a goal's words, figures, end, owner and what it supports. What it counts stays what it is.
 * Its target moves freely inside the bounds that the goal above sets, and no further. One that was
 * declined is proposed again.
 */
export async function editGoal(
	context: Context,
	actor: Actor,
	command: EditGoal
): Promise<Result<{ id: GoalId }>> {
	return changeOne(context, actor, command.goalId, async (at) => {
		const allowed = mayChange(at.actor, at.goal);
		return allowed.ok ? change(at, command) : allowed;
	});
}

async function change(at: Changing, command: EditGoal): Promise<Result<{ id: GoalId }>> {
	const { tx, actor, goal, now } = at;
	const { currency } = await readOrganization(tx, goal.orgId);
	const unit = await unitOf(tx, goal);
	const { figures, faults } = figuresOf(goal, command, unit, currency);
	const words = { title: command.title.trim(), why: command.why.trim() };
	const moves = command.supports !== goal.parentId;
	const support = await supportOf(tx, actor, goal, command.supports, figures.target);
	const first = firstOf({
		...wordFaults(words),
		...faults,
		...dateFaults(goal.startsOn, command.endsOn),
		...boundFaults(goal, figures, moves, support.faults),
		...(await ownerFaults(tx, goal, command.owner))
	});
	if (first) return first;
	const isOpen = scopeOf(goal) === 'pod' ? (command.isOpen ?? goal.isOpen) : goal.isOpen;
	const ownerId = command.owner ?? goal.ownerId;
	const values = { ...words, ...figures, endsOn: command.endsOn, isOpen, ownerId };
	const settled =
		ownerId === goal.ownerId ? {} : { offeredTo: null, offeredBy: null, offeredAt: null };
	const again = goal.declinedAt ? standing(actor, goal, support.agreed, now) : {};
	await store(tx, goal, { ...values, ...settled, ...again });
	await note(at, values);
	if (moves) await moveUnder(tx, actor, goal, support, now);
	await recountGoal(tx, goal.orgId, goal.id);
	return ok({ id: goal.id });
}

function figuresOf(goal: StoredGoal, command: EditGoal, unit: Unit, currency: string) {
	const { target, further, commit } = command;
	const bounded = goal.measure === 'metric' ? commit : undefined;
	const read = readFigures({ target, further, commit: bounded }, unit, currency);
	const steps = further
		? { secondTarget: read.figures.secondTarget, thirdTarget: read.figures.thirdTarget }
		: { secondTarget: goal.secondTarget, thirdTarget: goal.thirdTarget };
	const bounds = bounded
		? { commitFrom: read.figures.commitFrom, commitTo: read.figures.commitTo }
		: { commitFrom: goal.commitFrom, commitTo: goal.commitTo };
	const figures: Figures = {
		...{ startValue: goal.startValue, atLeast: goal.atLeast, target: read.figures.target },
		...steps,
		...bounds
	};
	return { figures, faults: { ...orderFaults(figures), ...read.faults } };
}

// Who leaves target and parent as they are is not held to bounds or to a parent that moved meanwhile.
function boundFaults(goal: StoredGoal, figures: Figures, moves: boolean, faults: Faults): Faults {
	if (moves) return faults;
	return figures.target !== goal.target && faults.target ? { target: faults.target } : {};
}

/** Why somebody cannot answer for the goal; empty where they can. */
export async function ownerFaults(
	tx: Queryable,
	goal: StoredGoal,
	owner: MemberId | undefined
): Promise<Faults> {
	if (!owner || owner === goal.ownerId) return {};
	if (goal.memberId) return { owner: 'A goal of your own stays yours. Close it instead.' };
	if (scopeOf(goal) === 'pod' && !(await isIn(tx, goal, owner)))
		return { owner: 'Hand it over to somebody who is in it.' };
	return peopleFaults(tx, goal.orgId, owner);
}

async function store(
	tx: Queryable,
	goal: StoredGoal,
	values: Partial<typeof goals.$inferInsert>
): Promise<void> {
	await tx
		.update(goals)
		.set(values)
		.where(and(eq(goals.orgId, goal.orgId), eq(goals.id, goal.id)));
}

// A target that moves under a parent is a commitment that was adjusted; all else is a change.
async function note({ tx, actor, goal, now }: Changing, after: Partial<StoredGoal>): Promise<void> {
	const says = await saysOf(tx, goal, after);
	if (!Object.keys(says).length) return;
	const adjusted = goal.agreedAt && goal.parentId && 'target' in says;
	await noteGoalChange(tx, goal, adjusted ? 'adjusted' : 'changed', actor.memberId, now, says);
}
