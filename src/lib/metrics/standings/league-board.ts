import type { SeasonView } from '#lib/metrics/leagues/league-view.ts';
import type { TopicKey } from '#lib/realtime/protocol.ts';
import { boardTopic } from './board-query.ts';

/** The topic of a league's live board: of the running period, or of one that waits to be decided. */
export function leagueBoard({ period, figure, state }: SeasonView, league: number): TopicKey {
	const at = state === 'running' ? undefined : period.start;
	return boardTopic({
		metric: figure.key,
		period: period.kind,
		at,
		league,
		by: 'member',
		rank: 'value'
	});
}
