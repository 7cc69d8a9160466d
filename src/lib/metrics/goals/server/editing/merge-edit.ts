import type { GoalId, MemberId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import {
	orderFaults,
	readFigures,
	type Faults,
	type Figures,
	type TypedFigures
} from '../../form/goal-input.ts';
import { meet, opened, type Meeting, type Opened } from '../../form/opened-with.ts';
import { placeNow } from '../../support/place.ts';
import { scopeOf } from '../../scope.ts';
import type { StoredGoal } from '../stored-goals.ts';

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
	/** As the form was opened: what is no other than there stays. Left out, all of it is meant. */
	was?: Opened;
}

/** A goal as it would be after an edit: what this person did not change is as it is held now. */
export interface Merged extends Meeting {
	values: Pick<StoredGoal, 'title' | 'why' | 'endsOn' | 'ownerId' | 'isOpen'> & Figures;
	supports: StoredGoal['parentId'];
	/** Sentences for figures that were typed, or do not go together any more. */
	faults: Faults;
	was: Opened;
	typed: Opened;
	held: Opened;
}

/** Takes from the edit what was changed since its form was opened, and the rest from the goal. */
export function mergeEdit(
	goal: StoredGoal,
	command: EditGoal,
	unit: Unit,
	currency: string
): Merged {
	const { target, further, supports } = command;
	const commit = goal.measure === 'metric' ? command.commit : undefined;
	const read = readFigures({ target, further, commit }, unit, currency);
	const held = openedNow(goal);
	const was = command.was ?? held;
	const typed = { ...was, ...openedAs(goal, command, read.figures) };
	const meeting = meet(was, typed, held);
	const { mine } = meeting;
	const sent = {
		...{ title: command.title.trim(), why: command.why.trim(), endsOn: command.endsOn },
		...{ ownerId: command.owner ?? goal.ownerId, isOpen: command.isOpen ?? goal.isOpen },
		...read.figures
	};
	const values = {
		...{ startValue: goal.startValue, atLeast: goal.atLeast },
		...pick(mine.has('title') ? sent : goal, 'title'),
		...pick(mine.has('why') ? sent : goal, 'why'),
		...pick(mine.has('target') ? sent : goal, 'target'),
		...pick(mine.has('steps') ? sent : goal, 'secondTarget', 'thirdTarget'),
		...pick(mine.has('commit') ? sent : goal, 'commitFrom', 'commitTo'),
		...pick(mine.has('endsOn') ? sent : goal, 'endsOn'),
		...pick(mine.has('owner') ? sent : goal, 'ownerId'),
		...pick(mine.has('isOpen') ? sent : goal, 'isOpen')
	};
	return {
		...meeting,
		...{ values, was, typed, held, supports: mine.has('supports') ? supports : placeNow(goal) },
		faults: { ...orderFaults(values), ...read.faults }
	};
}

function openedNow(goal: StoredGoal): Opened {
	return opened({
		...goal,
		steps: [goal.secondTarget, goal.thirdTarget],
		commit: [goal.commitFrom, goal.commitTo],
		...{ supports: placeNow(goal), owner: goal.ownerId }
	});
}

// What the form did not show stays as it is.
function openedAs(goal: StoredGoal, command: EditGoal, figures: Figures): Partial<Opened> {
	const { title, why, target, steps, commit, endsOn, supports, owner, isOpen } = opened({
		...{ title: command.title.trim(), why: command.why.trim(), target: figures.target },
		steps: [figures.secondTarget, figures.thirdTarget],
		commit: [figures.commitFrom, figures.commitTo],
		...{ endsOn: command.endsOn, supports: command.supports, owner: command.owner ?? null },
		isOpen: command.isOpen ?? false
	});
	return {
		...{ title, why, target, endsOn, supports },
		...(command.further ? { steps } : {}),
		...(command.commit && goal.measure === 'metric' ? { commit } : {}),
		...(command.owner ? { owner } : {}),
		...(command.isOpen !== undefined && scopeOf(goal) === 'pod' ? { isOpen } : {})
	};
}

function pick<T, K extends keyof T>(from: T, ...keys: K[]): Pick<T, K> {
	return Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;
}
