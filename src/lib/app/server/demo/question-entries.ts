import { and, desc, eq, lte } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { ask } from '#lib/metrics/questions/server/index.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import type { Story } from './found-story.ts';
import type { Past } from './past.ts';
import { must } from './set-story-goals.ts';
import { QUESTIONS } from './story-words.ts';

/** Questions about the last call that counted for the asker: they wait for who leads them. */
export async function questionEntries(past: Past, story: Story, now: Date): Promise<void> {
	for (const { by, sentence, minutesAgo } of QUESTIONS) {
		const asker = story.people[by]!;
		past.goTo(new Date(now.getTime() - minutesAgo * 60_000));
		const entry = await lastCall(past, asker);
		must(await ask(past.context, asker, { entry, sentence }));
	}
}

/** The last call of theirs that had been recorded by then. */
export async function lastCall({ context }: Past, asker: MemberActor): Promise<ActivityId> {
	const at = context.clock.now();
	const { db } = context;
	const [last] = await db
		.select({ id: activities.id })
		.from(activities)
		.innerJoin(
			metrics,
			and(eq(metrics.orgId, activities.orgId), eq(metrics.id, activities.metricId))
		)
		.where(
			and(
				eq(activities.orgId, asker.orgId),
				eq(activities.memberId, asker.memberId),
				eq(metrics.key, 'calls-connected'),
				lte(activities.recordedAt, at)
			)
		)
		.orderBy(desc(activities.position))
		.limit(1);
	return last!.id;
}
