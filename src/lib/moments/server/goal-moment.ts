import type { GoalScope } from '#lib/metrics/goals/goal.ts';
import type { GoalId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { makeMoment } from './make-moment.ts';

interface Reached {
	goal: { id: GoalId; scope: GoalScope };
	step: { id: GoalId; before: bigint; after: bigint };
	/** Who carried it over the line. */
	memberId: MemberId;
	teamId: string;
	at: Date;
}

const HEADLINES = {
	member: 'reached a goal of their own',
	pod: 'reached what they set out for together',
	team: 'put the team’s goal over the line',
	organization: 'put everybody’s goal over the line'
};

/** Rings for a goal that is reached, once in its life. A person's own goal stays off the TV. */
export async function goalMoment(db: Queryable, orgId: OrgId, reached: Reached): Promise<boolean> {
	const { goal, step, memberId, teamId, at } = reached;
	const made = await makeMoment(db, orgId, {
		kind: 'goal',
		cause: `goal:${goal.id}`,
		memberId,
		teamId,
		headline: HEADLINES[goal.scope],
		goal: step,
		inFeed: true,
		onTv: goal.scope !== 'member',
		at
	});
	return made !== undefined;
}
