import type { GoalId } from '#lib/platform/ids.ts';
import type { Changing } from '../change-one.ts';
import { concernedBy } from '../concerned.ts';
import { findGoal } from '../stored-goals.ts';
import { agreeNow, decide, supportFault } from './agree-goal.ts';
import { lastAsked } from './last-asked.ts';

/**
 * Nobody is asked by themselves: of these goals, agrees to those for which the actor asked and answers
 * now. What cannot stand where it wants to goes on waiting.
 */
export async function agreeToOwn(at: Changing, ids: readonly GoalId[]): Promise<void> {
	const { tx, actor } = at;
	for (const id of ids) {
		const goal = await findGoal(tx, actor.orgId, id);
		if (!goal || goal.declinedAt) continue;
		const asked = { ...at, goal };
		if (!(await decide(asked)).ok) continue;
		const last = await lastAsked(tx, actor.orgId, id);
		if (last?.memberId !== actor.memberId || (await supportFault(asked))) continue;
		at.tell(await concernedBy(tx, goal));
		await agreeNow(asked);
	}
}
