import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { memberOf } from '#lib/app/server/identify.ts';
import { preferencesOf } from '#lib/identity/preferences/server/index.ts';
import { listTeams } from '#lib/identity/server/index.ts';
import type { CoachingState } from '#lib/moments/coaching.ts';
import type { FeedState } from '#lib/moments/feed.ts';
import { earlierMoments, readPlace, whomICoach } from '#lib/moments/server/index.ts';
import { topicKey } from '#lib/realtime/protocol.ts';
import type { PageServerLoad } from './$types';

const Team = z
	.string()
	.regex(/^[a-z0-9-]{1,60}$/)
	.optional()
	.catch(undefined);

export const load: PageServerLoad = async ({ locals, url, depends }) => {
	depends('winbell:moment');
	const actor = memberOf(locals);
	const { orgId, memberId } = actor;
	const { context, snapshot } = locals.app;
	const team = Team.parse(url.searchParams.get('team') ?? undefined);
	const teams = await listTeams(context.db, orgId);
	if (team && !teams.some(({ key }) => key === team)) error(404, 'There is no such team.');
	const mine = (await preferencesOf(context.db, orgId, [memberId])).get(memberId);
	const me = mine?.hideFromFeed ? memberId : undefined;
	const before = readPlace(url.searchParams.get('before'));
	return {
		team,
		teams: teams.map(({ key, name }) => ({ key, name })),
		feed: await snapshot<FeedState>(orgId, topicKey('feed', { team, me })),
		page: before ? await earlierMoments(context, actor, { ...before, team }) : null,
		coached: await whomICoach(context, actor),
		coaching: await snapshot<CoachingState>(orgId, topicKey('coaching', { member: memberId })),
		requestId: crypto.randomUUID(),
		readAt: context.clock.now().toISOString()
	};
};
