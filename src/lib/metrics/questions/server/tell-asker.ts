import { and, eq } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { concerned } from './concerned.ts';
import { questions } from './schema.ts';

/** Where an entry that was questioned is taken back, that is the answer: whom it concerns hears of it. */
export async function tellAsker(
	{ db, announce }: Context,
	orgId: OrgId,
	entry: ActivityId
): Promise<void> {
	const [asked] = await db
		.select({ memberId: activities.memberId, teamId: activities.teamId })
		.from(questions)
		.innerJoin(
			activities,
			and(eq(activities.orgId, questions.orgId), eq(activities.id, questions.activityId))
		)
		.where(and(eq(questions.orgId, orgId), eq(questions.activityId, entry)))
		.limit(1);
	if (asked) announce(orgId, concerned(asked.memberId, asked.teamId));
}
