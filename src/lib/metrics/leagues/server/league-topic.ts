import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';
import { leagueTopicKey, type LeagueState } from '../league-view.ts';
import { readLeague } from './read-league.ts';

const FACTS = ['leagues', 'people', 'metrics', 'day'];

/** `league?number=2`: who is in a league now. Not for TVs: they name nobody from a league's end. */
export function leagueTopic(
	context: Pick<Context, 'db' | 'clock'>
): Topic<Actor, number, LeagueState, LeagueState> {
	return {
		name: 'league',
		parse(params) {
			const number = Number(params.get('number'));
			return leagueTopicKey(number) === `league?${params}` ? number : undefined;
		},
		mayWatch: (viewer) => viewer.kind === 'member' && may(viewer, { may: 'standings.read' }),
		async read(orgId, number) {
			const state = await readLeague(context.db, orgId, number, context.clock.now());
			return state && { state, facts: FACTS };
		},
		// A dozen people at most: sent whole.
		diff: (before, after) => (JSON.stringify(before) === JSON.stringify(after) ? undefined : after)
	};
}
