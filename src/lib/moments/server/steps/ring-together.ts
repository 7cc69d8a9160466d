import type { Organization } from '#lib/identity/organization.ts';
import { sharesOf } from '#lib/metrics/goals/server/index.ts';
import { NONE } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { ringStep } from './ring-step.ts';
import type { UnrungStep } from './unrung-steps.ts';

/** Rings for a step that no one entry carried anybody over: it stands for who brought most to it. */
export async function ringTogether(
	db: Queryable,
	organization: Organization,
	reached: UnrungStep,
	at: Date
): Promise<boolean> {
	const shares = await sharesOf(db, organization.id, reached.goalId);
	const memberId = reached.memberId ?? shares[0]?.memberId ?? reached.ownerId;
	if (!memberId) return false;
	const step = { id: reached.goalId, before: reached.at - 1n, after: reached.value };
	const teamId = reached.teamId ?? NONE;
	return ringStep(db, organization, reached, { memberId, teamId, step, at }, shares);
}
