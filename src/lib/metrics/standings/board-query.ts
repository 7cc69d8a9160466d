import { slug } from '#lib/platform/ids.ts';
import { isDay, isPeriodKind, type Day, type PeriodKind } from '#lib/platform/period.ts';
import { topicKey, type TopicKey } from '#lib/realtime/protocol.ts';

/** Which board: as it stands in a page's address, in a topic's name and in the API. */
export interface BoardQuery {
	/** A metric's key, or `points`. */
	metric: string;
	period: PeriodKind;
	/** Any day in the period; left out for the one that is running. */
	at?: Day | undefined;
	/** A team's key; left out for the whole organization. */
	team?: string | undefined;
	by: 'member' | 'team';
}

/** Undefined where a parameter is not one; what is left out falls back to points this week. */
export function parseBoardQuery(params: URLSearchParams): BoardQuery | undefined {
	const metric = params.get('metric') || 'points';
	const period = params.get('period') || 'week';
	const at = params.get('at') || undefined;
	const team = params.get('team') || undefined;
	const by = params.get('by') || 'member';
	if (!isPeriodKind(period) || (at && !isDay(at))) return undefined;
	if (slug(metric) !== metric || (team && slug(team) !== team)) return undefined;
	if (by !== 'member' && by !== 'team') return undefined;
	return { metric, period, at, team, by };
}

export function boardTopic(query: BoardQuery): TopicKey {
	const { metric, period, at, team, by } = query;
	return topicKey('board', { metric, period, at, team, by: by === 'team' ? by : undefined });
}
