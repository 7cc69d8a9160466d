import type { Organization } from '#lib/identity/organization.ts';
import { sharesOfAll } from '#lib/metrics/goals/server/index.ts';
import { NONE } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { ringSteps, type Ringing } from './ring-steps.ts';
import type { UnrungStep } from './unrung-steps.ts';

/**
 * Rings for steps that no one entry carried anybody over: each stands for who brought most to it. What
 * was brought is asked for once, since the first work may carry a whole chain of goals at a time.
 * Answers what to announce.
 */
export async function ringTogether(
	db: Queryable,
	organization: Organization,
	steps: UnrungStep[],
	at: Date
): Promise<string[]> {
	if (!steps.length) return [];
	const goalIds = [...new Set(steps.map(({ goalId }) => goalId))];
	const brought = await sharesOfAll(db, organization.id, goalIds);
	const ringing = steps.flatMap((reached): Ringing[] => {
		const shares = brought.get(reached.goalId) ?? [];
		const memberId = reached.memberId ?? shares[0]?.memberId ?? reached.ownerId;
		if (!memberId) return [];
		const step = { id: reached.goalId, before: reached.at - 1n, after: reached.value };
		return [{ reached, memberId, teamId: reached.teamId ?? NONE, step, at, shares }];
	});
	return ringSteps(db, organization, ringing);
}
