import type { GoalId } from '#lib/platform/ids.ts';
import type { Branch } from '../chain.ts';

/** A line of the tree as a keyboard walks it, top to bottom. */
export interface TreeRow {
	id: GoalId;
	title: string;
	parent: GoalId | null;
	/** Whether it has branches, and whether they show. */
	branches: 'none' | 'open' | 'closed';
}

/** What a key does: another line gets the focus, or a branch opens or closes. */
export type TreeStep = { to: GoalId } | { open: GoalId } | { close: GoalId };

/** The lines that show; below a closed branch there is none. `more` says what hangs unseen below. */
export function treeRows(
	branches: readonly Branch[],
	isOpen: (branch: Branch) => boolean,
	more: (id: GoalId) => boolean = () => false,
	parent: GoalId | null = null
): TreeRow[] {
	return branches.flatMap((branch) => {
		const { id, title } = branch.goal;
		const has = branch.branches.length > 0 || more(id);
		const open = has && isOpen(branch);
		const row: TreeRow = { id, title, parent, branches: !has ? 'none' : open ? 'open' : 'closed' };
		return [row, ...(open ? treeRows(branch.branches, isOpen, more, id) : [])];
	});
}

/**
 * Where a key leads from a line, as trees work everywhere: up and down, left to close or to the parent,
 * right to open or to the first branch, Home, End, and a letter to the next title that begins with it.
 * Undefined where it leads nowhere.
 */
export function treeStep(rows: readonly TreeRow[], at: GoalId, key: string): TreeStep | undefined {
	const index = rows.findIndex(({ id }) => id === at);
	const row = rows[index];
	if (!row) return undefined;
	switch (key) {
		case 'ArrowDown':
			return to(rows[index + 1]);
		case 'ArrowUp':
			return to(rows[index - 1]);
		case 'Home':
			return to(rows[0]);
		case 'End':
			return to(rows.at(-1));
		case 'ArrowRight':
			if (row.branches === 'closed') return { open: at };
			return row.branches === 'open' && rows[index + 1]?.parent === at
				? to(rows[index + 1])
				: undefined;
		case 'ArrowLeft':
			if (row.branches === 'open') return { close: at };
			return to(rows.find(({ id }) => id === row.parent));
		default:
			return to(titled([...rows.slice(index + 1), ...rows.slice(0, index)], key));
	}
}

function titled(rows: readonly TreeRow[], letter: string): TreeRow | undefined {
	if ([...letter].length !== 1 || letter.trim() === '') return undefined;
	const begins = letter.toLocaleLowerCase();
	return rows.find(({ title }) => title.toLocaleLowerCase().startsWith(begins));
}

function to(row: TreeRow | undefined): TreeStep | undefined {
	return row && { to: row.id };
}
