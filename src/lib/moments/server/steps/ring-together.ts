import type { Organization } from '#lib/identity/organization.ts';
import { sharesOfAll } from '#lib/metrics/goals/server/index.ts';
import { NONE } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { ringStep } from './ring-step.ts';
import type { UnrungStep } from './unrung-steps.ts';

/**
 * Rings for steps that no one entry carried anybody over: each stands for who brought most to it. What
 * was brought is asked for once, since the first work may carry a whole chain of goals at a time.
 */
export async function ringTogether(
	db: Queryable,
	organization: Organization,
	steps: UnrungStep[],
	at: Date
): Promise<boolean> {
	if (!steps.length) return false;
	const goalIds = [...new Set(steps.map(({ goalId }) => goalId))];
	const brought = await sharesOfAll(db, organization.id, goalIds);
	let found = false;
	for (const reached of steps) {
		const shares = brought.get(reached.goalId) ?? [];
		const memberId = reached.memberId ?? shares[0]?.memberId ?? reached.ownerId;
		if (!memberId) continue;
		const step = { id: reached.goalId, before: reached.at - 1n, after: reached.value };
		const carried = { memberId, teamId: reached.teamId ?? NONE, step, at };
		found = (await ringStep(db, organization, reached, carried, shares)) || found;
	}
	return found;
}
