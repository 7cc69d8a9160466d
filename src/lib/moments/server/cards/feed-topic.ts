import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { listTeams } from '#lib/identity/server/index.ts';
import { GOALS } from '#lib/metrics/goals/facts.ts';
import { isId, type MemberId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';
import { diffFeed, FEED_LENGTH, type FeedChange, type FeedState } from '../../feed.ts';
import { readCards } from './read-cards.ts';

/**
 * What moves a moment's card: itself, whose it is, how they want to be seen, and what somebody changed
 * of the goal it is about. What activities move of goals is another fact: those leave feeds alone.
 */
export const FEED_FACTS = ['moments', 'people', 'preferences', GOALS];

const TEAM_KEY = /^[a-z0-9-]{1,60}$/;

export interface FeedParams {
	/** A team's key. */
	team?: string;
	/** The one who watches, where they hide from everybody else's feed. */
	me?: MemberId;
	/** Only what may hang on a wall; no address says so. */
	onTv?: boolean;
}

/**
 * `feed`, or `feed?team=northern-lights`: the newest moments, live. `feed?me=<id>` is for somebody who
 * hides from the feed: theirs alone has their own wins in it.
 */
export function feedTopic(db: Queryable): Topic<Actor, FeedParams, FeedState, FeedChange> {
	return {
		name: 'feed',
		parse(params) {
			const team = params.get('team') ?? undefined;
			const me = (params.get('me') ?? undefined) as MemberId | undefined;
			const known = [...params.keys()].every((key) => key === 'team' || key === 'me');
			const sound = (team === undefined || TEAM_KEY.test(team)) && (me === undefined || isId(me));
			return known && sound ? { team, me } : undefined;
		},
		mayWatch: (viewer, { me }) =>
			may(viewer, { may: 'moments.read' }) &&
			(me === undefined || (viewer.kind === 'member' && viewer.memberId === me)),
		async read(orgId, { team, me, onTv }) {
			const teams = team === undefined ? [] : await listTeams(db, orgId);
			if (team !== undefined && !teams.some(({ key }) => key === team)) return undefined;
			const cards = await readCards(db, orgId, {
				team,
				viewer: me,
				onTv,
				limit: FEED_LENGTH + 1
			});
			const moments = cards.slice(0, FEED_LENGTH);
			return { state: { moments, more: cards.length > FEED_LENGTH }, facts: FEED_FACTS };
		},
		diff: diffFeed
	};
}
