import type { Goal } from '../goal.ts';
import { placeOf } from '../support/place.ts';

/** What of a goal changes as one: its further steps together, and both of its bounds. */
export const PARTS = [
	'title',
	'why',
	'target',
	'steps',
	'commit',
	'endsOn',
	'supports',
	'owner',
	'isOpen'
] as const;
export type Part = (typeof PARTS)[number];

/** A goal as a form for changing it has it: scaled integers, days and ids as text, '' for none. */
export type Opened = Record<Part, string>;

interface Held {
	title: string;
	why: string;
	target: bigint | string;
	steps: readonly (bigint | string | null)[];
	commit: readonly (bigint | string | null)[];
	endsOn: string;
	supports: string | null;
	owner: string | null;
	isOpen: boolean;
}

export function opened(held: Held): Opened {
	const { title, why, endsOn } = held;
	return {
		...{ title, why, endsOn, target: String(held.target) },
		steps: held.steps.filter((step) => step !== null).join(' '),
		commit: held.commit.map((bound) => bound ?? '').join('-'),
		...{ supports: held.supports ?? '', owner: held.owner ?? '' },
		isOpen: held.isOpen ? 'yes' : 'no'
	};
}

/** What the form for changing this goal is opened with, as it travels with the form. */
export function openedWith(goal: Goal): string {
	const { title, why, target, endsOn, isOpen } = goal;
	return JSON.stringify(
		opened({
			...{ title, why, target, endsOn, isOpen, steps: goal.further },
			commit: [goal.commit.from, goal.commit.to],
			...{ supports: placeOf(goal), owner: goal.owner?.id ?? null }
		})
	);
}

/** Where somebody's change and what others changed since they opened the form meet. */
export interface Meeting {
	/** What this person changed; all else stays as it is held now. */
	mine: ReadonlySet<Part>;
	/** What others changed meanwhile. */
	theirs: ReadonlySet<Part>;
	/** What both changed, and not to the same. */
	clashes: Part[];
}

/** `was`: as the form was opened; `typed`: as it was sent; `held`: as the goal is now. */
export function meet(was: Opened, typed: Opened, held: Opened): Meeting {
	const differing = (a: Opened, b: Opened) => PARTS.filter((part) => a[part] !== b[part]);
	const mine = new Set(differing(was, typed));
	const theirs = new Set(differing(was, held));
	const clashes = differing(typed, held).filter((part) => mine.has(part) && theirs.has(part));
	return { mine, theirs, clashes };
}
