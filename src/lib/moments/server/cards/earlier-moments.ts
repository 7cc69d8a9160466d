import type { MemberActor } from '#lib/identity/actor.ts';
import type { MomentId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { FeedState } from '../../feed.ts';
import { readCards } from './read-cards.ts';

const PAGE = 30;

/** The next page of what came before a moment. */
export async function earlierMoments(
	{ db }: Context,
	actor: MemberActor,
	query: { at: Date; id: MomentId; team?: string }
): Promise<FeedState> {
	const { at, id, team } = query;
	const cards = await readCards(db, actor.orgId, {
		before: { at, id },
		team,
		viewer: actor.memberId,
		limit: PAGE + 1
	});
	return { moments: cards.slice(0, PAGE), more: cards.length > PAGE };
}
