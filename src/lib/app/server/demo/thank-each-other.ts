import { listBadges } from '#lib/badges/server/index.ts';
import { findMoments } from '#lib/moments/server/index.ts';
import { listValues, readRecognition, recognise } from '#lib/recognition/server/index.ts';
import type { Story } from './found-story.ts';
import type { Past } from './past.ts';
import { must } from './set-story-goals.ts';
import { RECOGNITIONS, type StoryRecognition } from './story-words.ts';

/** Gives the story's recognitions, oldest first, each at its time. */
export async function thankEachOther(past: Past, story: Story, now: Date): Promise<void> {
	for (const one of [...RECOGNITIONS].reverse()) {
		past.goTo(new Date(now.getTime() - one.minutesAgo * 60_000));
		await thank(past, story, one);
	}
}

async function thank({ context }: Past, story: Story, one: StoryRecognition): Promise<void> {
	const orgId = story.organization.id;
	const values = await listValues(context.db, orgId);
	const badges = await listBadges(context.db, orgId);
	const badge = badges.find(({ key }) => key === one.badge);
	const { id } = must(
		await recognise(context, story.people[one.from]!, {
			to: [story.people[one.to]!.memberId],
			valueId: values.find(({ name }) => name === one.value)!.id,
			badgeId: badge?.id ?? null,
			sentence: one.sentence,
			inFeed: true,
			onTv: one.onTv,
			requestId: `demo:${one.from}:${one.minutesAgo}`
		})
	);
	// Now rather than by the outbox, which comes when a server runs: the feed is there at once.
	await findMoments(context, { orgId, kind: 'recognition', id }, readRecognition);
}
