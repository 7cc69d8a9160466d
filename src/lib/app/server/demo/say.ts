import { listBadges } from '#lib/badges/server/index.ts';
import type { RecognitionId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Result } from '#lib/platform/result.ts';
import { listValues, recognise } from '#lib/recognition/server/index.ts';
import type { Story } from './found-story.ts';
import type { StoryRecognition } from './story-words.ts';

type Words = Pick<StoryRecognition, 'from' | 'to' | 'value' | 'badge' | 'sentence' | 'onTv'>;

/** One of the story's people thanks another. */
export async function say(
	context: Context,
	{ organization, people }: Story,
	words: Words,
	requestId: string
): Promise<Result<{ id: RecognitionId }>> {
	const values = await listValues(context.db, organization.id);
	const badges = await listBadges(context.db, organization.id);
	return recognise(context, people[words.from]!, {
		to: [people[words.to]!.memberId],
		valueId: values.find(({ name }) => name === words.value)!.id,
		badgeId: badges.find(({ key }) => key === words.badge)?.id ?? null,
		sentence: words.sentence,
		inFeed: true,
		onTv: words.onTv,
		when: 'told',
		requestId: `demo:${requestId}`
	});
}
