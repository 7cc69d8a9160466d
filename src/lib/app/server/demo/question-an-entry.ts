import { and, desc, eq, lte } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { ask } from '#lib/metrics/questions/server/index.ts';
import type { Story } from './found-story.ts';
import type { Past } from './past.ts';
import { must } from './set-story-goals.ts';
import { QUESTION } from './story-words.ts';

/** A rep's question about the last call that counted for them: it waits for who leads them. */
export async function questionAnEntry(past: Past, story: Story, now: Date): Promise<void> {
	const { db } = past.context;
	const asker = story.people[QUESTION.by]!;
	const at = new Date(now.getTime() - QUESTION.minutesAgo * 60_000);
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
	past.goTo(at);
	must(await ask(past.context, asker, { entry: last!.id, sentence: QUESTION.sentence }));
}
