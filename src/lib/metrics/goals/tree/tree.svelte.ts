import { getContext, setContext } from 'svelte';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Branch } from '../chain.ts';
import type { Fed } from '../fed-by.ts';
import type { Frame } from '../goal-words.ts';
import type { Goal } from '../goal.ts';

/** What every line of the tree knows of the tree it is in. */
export interface Tree {
	readonly frame: Frame;
	/** False before a script runs: then it is a plain list of lists. */
	readonly alive: boolean;
	/** The line that holds the focus, or would. */
	readonly at: GoalId | undefined;
	/** What is carried about, and the line it is over. */
	readonly carried: string | null;
	readonly over: string | null;
	readonly refused: { at: string; words: string } | null;
	isOpen(branch: Branch): boolean;
	toggle(id: GoalId): void;
	/** How many more goals there are below one than the page holds. */
	more(id: GoalId): number;
	/** Brings the next of them. */
	load(id: GoalId): void;
	faces(goal: Goal): Fed;
	/** Who has to agree while it is proposed. */
	waitsFor(goal: Goal): string | null;
	mayMove(goal: Goal): boolean;
	mayJoin(goal: Goal): boolean;
	/** Asks where to put it. */
	ask(goal: Goal): void;
}

const KEY = Symbol('goal tree');

export function setTree(tree: Tree): Tree {
	return setContext(KEY, tree);
}

export function getTree(): Tree {
	return getContext<Tree>(KEY);
}
