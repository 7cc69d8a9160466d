import { findMoments } from '#lib/moments/server/index.ts';
import { speak } from '#lib/recognition/server/index.ts';
import type { Story } from './found-story.ts';
import type { Past } from './past.ts';
import { say } from './say.ts';
import { must } from './set-story-goals.ts';
import { RECOGNITIONS } from './story-words.ts';

/** Gives the story's recognitions, oldest first, each at its time. */
export async function thankEachOther(
	{ context, goTo }: Past,
	story: Story,
	now: Date
): Promise<void> {
	const orgId = story.organization.id;
	for (const words of [...RECOGNITIONS].reverse()) {
		goTo(new Date(now.getTime() - words.minutesAgo * 60_000));
		const { id } = must(await say(context, story, words, `${words.from}:${words.minutesAgo}`));
		// Now rather than by the outbox, which comes when a server runs: the feed is there at once.
		await findMoments(context, { orgId, kind: 'recognition', id }, speak);
	}
}
