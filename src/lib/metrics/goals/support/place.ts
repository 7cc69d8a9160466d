import type { GoalId } from '#lib/platform/ids.ts';
import type { Goal } from '../goal.ts';

/** Where a goal stands or, while that waits for an answer, is to stand; null for on its own. */
export function placeOf({ wanted, parentId }: Pick<Goal, 'wanted' | 'parentId'>): GoalId | null {
	return wanted ? wanted.id : parentId;
}

/** The same of a row: one that wants itself wants to stand on its own. */
export function placeNow(goal: {
	id: GoalId;
	parentId: GoalId | null;
	wantedId: GoalId | null;
}): GoalId | null {
	if (!goal.wantedId) return goal.parentId;
	return goal.wantedId === goal.id ? null : goal.wantedId;
}

/** "under “60 first meetings”", or "on its own". */
export function wantedPlace({ title }: Pick<NonNullable<Goal['wanted']>, 'title'>): string {
	return title ? `under “${title}”` : 'on its own';
}

/** Why a goal cannot stand under another any more: "“60 first meetings” is closed". */
export function goneWords(under = '', gone = ''): string {
	if (gone === 'closed') return `“${under}” is closed`;
	if (gone === 'unfit') return `“${under}” has no place for it any more`;
	return gone === 'circle' ? `“${under}” supports it now` : `the answer to “${under}” was no`;
}
