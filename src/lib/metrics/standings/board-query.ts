import { slug } from '#lib/platform/ids.ts';
import { isDay, isPeriodKind, type Day, type PeriodKind } from '#lib/platform/period.ts';
import { topicKey, type TopicKey } from '#lib/realtime/protocol.ts';

/** What decides the places: the figure itself, its part of the own target, or of what is usual. */
export const RANKED_BY = ['value', 'target', 'improvement'] as const;
export type RankedBy = (typeof RANKED_BY)[number];

/** Which board: as it stands in a page's address, in a topic's name and in the API. */
export interface BoardQuery {
	/** A metric's key, or `points`. */
	metric: string;
	period: PeriodKind;
	/** Any day in the period; left out for the one that is running. */
	at?: Day | undefined;
	/** A team's key. At most one of team, group and league; none for the whole organization. */
	team?: string | undefined;
	/** A group's key. */
	group?: string | undefined;
	/** A league's number, 1 for the top one. */
	league?: number | undefined;
	/** Teams are ranked by their value only, and all of them. */
	by: 'member' | 'team';
	/** By value where nothing is said. */
	rank?: RankedBy | undefined;
}

/** The parameters of a board's address, in the API and in a topic's name alike. */
export const BOARD_PARAMS = [
	'metric',
	'period',
	'at',
	'team',
	'group',
	'league',
	'by',
	'rank'
] as const;

const DEFAULTS = { metric: 'points', period: 'week', by: 'member', rank: 'value' };

/** Undefined where a parameter is not one; what is left out falls back to points this week. */
export function parseBoardQuery(params: URLSearchParams): BoardQuery | undefined {
	const said: Record<string, string | undefined> = { ...DEFAULTS };
	for (const name of BOARD_PARAMS) said[name] = params.get(name) || said[name];
	const { metric, at, team, group, league } = said;
	const kind = kindOf(said);
	if (!kind || (at && !isDay(at)) || (league && !isLeague(league))) return undefined;
	if (!metric || [metric, team, group].some((key) => key && slug(key) !== key)) return undefined;
	const query = { metric, at, team, group, league: league ? Number(league) : undefined, ...kind };
	return isOneBoard(query) ? query : undefined;
}

/** A board's own parameters, what goes without saying left out. */
export function boardParams(query: BoardQuery): Record<string, string | undefined> {
	const { metric, period, at, team, group, league, by, rank } = query;
	return {
		metric,
		period,
		at,
		team,
		group,
		league: league?.toString(),
		by: by === 'team' ? by : undefined,
		rank: rank === 'value' ? undefined : rank
	};
}

export function boardTopic(query: BoardQuery): TopicKey {
	return topicKey('board', boardParams(query));
}

export function isRankedBy(text: string): text is RankedBy {
	return (RANKED_BY as readonly string[]).includes(text);
}

/** A league's number as an address says it. */
export function isLeague(text: string): boolean {
	return /^[1-9]\d{0,3}$/.test(text);
}

function isOneBoard({ team, group, league, by, rank }: BoardQuery): boolean {
	const scopes = [team, group, league].filter((scope) => scope !== undefined).length;
	return scopes <= 1 && (by === 'member' || (rank === 'value' && scopes === 0));
}

type Kind = Pick<BoardQuery, 'period' | 'by' | 'rank'>;

function kindOf({
	period = '',
	by,
	rank = ''
}: Record<string, string | undefined>): Kind | undefined {
	if (!isPeriodKind(period) || !isRankedBy(rank)) return undefined;
	return by === 'member' || by === 'team' ? { period, by, rank } : undefined;
}
