import { eq } from 'drizzle-orm';
import { coach, commentOn, moments } from '#lib/moments/server/index.ts';
import type { Story } from './found-story.ts';
import type { Past } from './past.ts';
import { must } from './set-story-goals.ts';
import { RECOGNITIONS } from './story-words.ts';

/** What was said under the moments of the last days, each at its time. */
export async function talkToEachOther(past: Past, story: Story, now: Date): Promise<void> {
	const { context } = past;
	const rows = await context.db
		.select({ id: moments.id, quote: moments.quote })
		.from(moments)
		.where(eq(moments.orgId, story.organization.id));
	const byQuote = new Map(rows.map(({ id, quote }) => [quote, id]));
	for (const { sentence, talk = [] } of RECOGNITIONS) {
		const momentId = byQuote.get(sentence);
		if (!momentId) continue;
		for (const { by, words, minutesAgo, isPrivate } of talk) {
			past.goTo(new Date(now.getTime() - minutesAgo * 60_000));
			const said = { momentId, words, requestId: `demo:${momentId}:${minutesAgo}` };
			const actor = story.people[by]!;
			if (isPrivate) must(await coach(context, actor, { ...said, cheer: null }));
			else must(await commentOn(context, actor, said));
		}
	}
}
