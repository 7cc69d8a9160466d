import type { Actor } from '#lib/identity/actor.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { GoalId, MemberId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import {
	dateFaults,
	overFault,
	wordFaults,
	type Faults,
	type Figures
} from '../form/goal-input.ts';
import { placeNow } from '../support/place.ts';
import { scopeOf } from '../scope.ts';
import { changeOne, type Changing } from './change-one.ts';
import { mergeEdit, type EditGoal } from './editing/merge-edit.ts';
import { sayClashes } from './editing/say-clashes.ts';
import { saysOf } from './edit-says.ts';
import { isIn, settlePutIn } from './people/join-goal.ts';
import { moveUnder, standing, supportOf, takeBack } from './support/link-goal.ts';
import { mayChange } from './may-change.ts';
import { noteGoalChange } from './note-goal-change.ts';
import { firstOf, peopleFaults } from './prepare-goal.ts';
import { unitOf } from './prepare-measure.ts';
import { recountGoal } from './progress/recount.ts';
import type { StoredGoal } from './stored-goals.ts';
import { writeGoal } from './write-goal.ts';

export type { EditGoal };

/**
 * Changes a goal's words, figures, end, owner and what it supports. What it counts stays what it is.
 * Its target moves freely inside the bounds that the goal above sets, and no further, and its end to
 * no day that is over. One that was declined is proposed again. Refuses with `conflict` what somebody
 * else changed meanwhile to something else, and stores nothing of it (see say-clashes.ts).
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
	const { currency, timeZone } = await readOrganization(tx, goal.orgId);
	const unit = await unitOf(tx, goal);
	const merged = mergeEdit(goal, command, unit, currency);
	const { values, supports } = merged;
	const moves = supports !== placeNow(goal);
	// While it waits to stand elsewhere, and where that is taken back, it is bound where it stands.
	const stays = !moves || supports === goal.parentId;
	const under = stays ? goal.parentId : supports;
	const support = await supportOf(tx, actor, goal, under, values.target);
	const faults = {
		...wordFaults(values),
		...merged.faults,
		...endFaults(goal, values.endsOn, dayIn(timeZone, now)),
		...boundFaults(goal, values, !stays, support.faults),
		...(await ownerFaults(tx, goal, values.ownerId))
	};
	const refused = (await sayClashes(at, merged, faults, unit)) ?? firstOf(faults);
	if (refused) return refused;
	const hands = values.ownerId !== goal.ownerId;
	const settled = hands ? { offeredTo: null, offeredBy: null, offeredAt: null } : {};
	const again = goal.declinedAt ? standing(actor, goal, support.agreed, now) : {};
	await writeGoal(tx, goal, { ...values, ...settled, ...again });
	// Who answers for a goal of a few cannot step out of it: they are not asked to.
	if (hands && values.ownerId) await settlePutIn(tx, goal, values.ownerId);
	await note(at, values);
	if (moves) await (stays ? takeBack(at) : moveUnder(at, support));
	await recountGoal(tx, goal.orgId, goal.id, now);
	return ok({ id: goal.id });
}

// One that is over keeps its end, whatever else is changed; nobody gives one an end that is over.
function endFaults(goal: StoredGoal, endsOn: Day, today: Day): Faults {
	const over = endsOn === goal.endsOn ? {} : overFault(endsOn, today);
	return { ...over, ...dateFaults(goal.startsOn, endsOn) };
}

// Who leaves target and parent as they are is not held to bounds or to a parent that moved meanwhile.
function boundFaults(
	goal: StoredGoal,
	figures: Pick<Figures, 'target'>,
	moves: boolean,
	faults: Faults
): Faults {
	if (moves) return faults;
	return figures.target !== goal.target && faults.target ? { target: faults.target } : {};
}

/** Why somebody cannot answer for the goal; empty where they can. */
export async function ownerFaults(
	tx: Queryable,
	goal: StoredGoal,
	owner: MemberId | null | undefined
): Promise<Faults> {
	if (!owner || owner === goal.ownerId) return {};
	if (goal.memberId) return { owner: 'A goal of your own stays yours. Close it instead.' };
	if (scopeOf(goal) === 'pod' && !(await isIn(tx, goal, owner)))
		return { owner: 'Hand it over to somebody who is in it.' };
	return peopleFaults(tx, goal.orgId, owner);
}

// A target that moves under a parent is a commitment that was adjusted; all else is a change.
async function note({ tx, actor, goal, now }: Changing, after: Partial<StoredGoal>): Promise<void> {
	const says = await saysOf(tx, goal, after);
	if (!Object.keys(says).length) return;
	const adjusted = goal.agreedAt && goal.parentId && 'target' in says;
	await noteGoalChange(tx, goal, adjusted ? 'adjusted' : 'changed', actor.memberId, now, says);
}
