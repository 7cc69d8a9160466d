import { z } from 'zod';
import { memberOf } from '#lib/app/server/identify.ts';
import type { FeedState } from '#lib/moments/feed.ts';
import { topicKey } from '#lib/realtime/protocol.ts';
import type { PageServerLoad } from './$types';

const Team = z
	.string()
	.regex(/^[a-z0-9-]{1,60}$/)
	.optional()
	.catch(undefined);

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = memberOf(locals);
	const team = Team.parse(url.searchParams.get('team') ?? undefined);
	const topic = topicKey('feed', { team });
	return { team, feed: await locals.app.snapshot<FeedState>(actor.orgId, topic) };
};
