import type { Queryable } from '#lib/platform/server/database.ts';
import { nameOf } from './prepare-support.ts';
import type { StoredGoal } from './stored-goals.ts';

/** What an edit changed, as a history says it: `was…` beside the new where both are worth saying. */
export async function saysOf(
	tx: Queryable,
	goal: StoredGoal,
	after: Partial<StoredGoal>
): Promise<Record<string, string>> {
	const says: Record<string, string> = {};
	const differs = <Key extends keyof StoredGoal>(key: Key) =>
		key in after && after[key] !== goal[key];
	if (differs('title')) Object.assign(says, { wasTitle: goal.title, title: after.title });
	if (differs('why')) says.why = after.why!;
	if (differs('target'))
		Object.assign(says, { wasTarget: String(goal.target), target: String(after.target) });
	if (differs('secondTarget') || differs('thirdTarget'))
		says.steps = [after.secondTarget, after.thirdTarget].filter((step) => step != null).join(' ');
	if (differs('endsOn')) Object.assign(says, { wasEnd: goal.endsOn, end: after.endsOn });
	if (differs('ownerId')) says.owner = (await nameOf(tx, goal.orgId, after.ownerId ?? null)) ?? '';
	if (differs('isOpen')) says.isOpen = after.isOpen ? 'yes' : 'no';
	if (differs('commitFrom') || differs('commitTo')) {
		says.from = after.commitFrom === null ? '' : String(after.commitFrom);
		says.to = after.commitTo === null ? '' : String(after.commitTo);
	}
	if (goal.declinedAt) says.again = 'yes';
	return says;
}
