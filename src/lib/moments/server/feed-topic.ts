import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { listTeams } from '#lib/identity/server/index.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';
import { diffFeed, FEED_LENGTH, type FeedChange, type FeedState } from '../feed.ts';
import { readCards } from './read-cards.ts';

export interface FeedParams {
	/** A team's key. */
	team?: string;
}

/** `feed`, or `feed?team=northern-lights`: the newest moments, live. */
export function feedTopic(db: Queryable): Topic<Actor, FeedParams, FeedState, FeedChange> {
	return {
		name: 'feed',
		parse(params) {
			const team = params.get('team') ?? undefined;
			const known = [...params.keys()].every((key) => key === 'team');
			return known && (team === undefined || /^[a-z0-9-]{1,60}$/.test(team)) ? { team } : undefined;
		},
		mayWatch: (viewer) => may(viewer, { may: 'moments.read' }),
		async read(orgId, { team }) {
			const teams = team === undefined ? [] : await listTeams(db, orgId);
			if (team !== undefined && !teams.some(({ key }) => key === team)) return undefined;
			const cards = await readCards(db, orgId, { team, limit: FEED_LENGTH + 1 });
			const moments = cards.slice(0, FEED_LENGTH);
			return { state: { moments, more: cards.length > FEED_LENGTH }, facts: ['moments', 'people'] };
		},
		diff: diffFeed
	};
}
