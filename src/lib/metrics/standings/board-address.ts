import { readListPage } from '#lib/metrics/activity/list-page.ts';
import { segmentOf } from '#lib/metrics/activity/segment.ts';
import { ownPath } from '#lib/platform/own-path.ts';
import { isDay, isPeriodKind, type Day, type PeriodKind } from '#lib/platform/period.ts';
import { isLeague, isRankedBy, type RankedBy } from './board-query.ts';

/** The whole organization, where a team's key could stand; no key is ever a star. */
export const EVERYONE = '*';

/** The search part of a board's page: which board it is, and what is open on it. */
export interface BoardAddress {
	/** A metric's key, or `points`. */
	metric: string;
	period: PeriodKind;
	/** Any day in an earlier period; none means the running one. */
	at?: Day | undefined;
	/** A team's key, `EVERYONE`, or nothing for the reader's own team. */
	team?: string | undefined;
	/** A group's key. */
	group?: string | undefined;
	/** A league's number. */
	league?: string | undefined;
	by?: 'team' | undefined;
	rank?: Exclude<RankedBy, 'value'> | undefined;
	/** The whole board where a small screen would show the places around one's own. */
	view?: 'whole' | undefined;
	/** Whose activities are open: a member's id. */
	open?: string | undefined;
	/** The page of that list; see `readListPage`. Left out for the newest. */
	page?: string | undefined;
	/** Who gets an activity by hand: a member's id. */
	add?: string | undefined;
	/** The kind of customer that the form begins with. */
	segment?: string | undefined;
	/** What they had typed before and took back: an entry's id. */
	again?: string | undefined;
	/** The page of ours where somebody came from to add it; left out where that is the board. */
	back?: string | undefined;
}

const DEFAULTS: BoardAddress = { metric: 'points', period: 'week' };

/** Reads an address. What it does not understand falls back to the board everybody starts with. */
export function readBoardAddress(params: URLSearchParams): BoardAddress {
	const text = (name: string) => params.get(name)?.slice(0, 80) || undefined;
	const period = text('period') ?? '';
	const at = text('at');
	const rank = text('rank') ?? '';
	return {
		metric: text('metric') ?? DEFAULTS.metric,
		period: isPeriodKind(period) ? period : DEFAULTS.period,
		at: at && isDay(at) ? at : undefined,
		team: text('team'),
		group: text('group'),
		league: isLeague(text('league') ?? '') ? text('league') : undefined,
		rank: isRankedBy(rank) && rank !== 'value' ? rank : undefined,
		by: params.get('by') === 'team' ? 'team' : undefined,
		view: params.get('view') === 'whole' ? 'whole' : undefined,
		open: text('open'),
		page: readListPage(text('page')) ? text('page') : undefined,
		add: text('add'),
		segment: segmentOf(params.get('segment')) ?? undefined,
		again: text('again'),
		back: ownPath(params.get('back'))
	};
}

/** The search part of an address without what stands at its default: "period=month". */
function boardSearch(address: BoardAddress): string {
	const pairs = Object.entries(address).filter(
		([name, value]) => value && value !== DEFAULTS[name as keyof BoardAddress]
	);
	return new URLSearchParams(pairs as [string, string][]).toString();
}

const CLOSED = {
	open: undefined,
	page: undefined,
	add: undefined,
	segment: undefined,
	again: undefined,
	back: undefined
};

/** The address of a board that differs by `change`; what was open closes unless `change` opens it. */
export function boardHref(address: BoardAddress, change: Partial<BoardAddress>): string {
	const search = boardSearch({ ...address, ...CLOSED, ...change });
	return search ? `/standings?${search}` : '/standings';
}

/**
 * Where somebody adds an activity of their own in this metric, of one kind of customer if only that
 * counts, and comes back to where they were.
 */
export function recordHref(
	{ metric, segment }: { metric: string; segment: string | null },
	member: string,
	back: string
): string {
	return boardHref(DEFAULTS, { metric, add: member, segment: segment ?? undefined, back });
}

/** Where a form on the page goes, so that what is open stays open: "?/reverse&open=…". */
export function boardAction(address: BoardAddress, action: string): string {
	const search = boardSearch(address);
	return search ? `?/${action}&${search}` : `?/${action}`;
}

/** The same board ranked in another way; only people are ranked by percents, teams are not. */
export function rankHref(address: BoardAddress, rank: RankedBy): string {
	return boardHref(address, { rank: rank === 'value' ? undefined : rank, by: undefined });
}

/** Whose board: at most one of these, none for the reader's own team. */
export interface Scope {
	team?: string;
	group?: string;
	league?: string;
	by?: 'team';
}

/** The league somebody plays in: its board in the running season, by what the season is played. */
export interface OwnLeague {
	league: string;
	period: PeriodKind;
	metric: string;
}

/** The board of other people; teams side by side are ranked by value only. */
export function scopeHref(address: BoardAddress, scope: Scope): string {
	const nobody = { team: undefined, group: undefined, league: undefined, by: undefined };
	const rank = scope.by === 'team' ? undefined : address.rank;
	return boardHref(address, { ...nobody, ...scope, rank });
}

export function leagueHref(address: BoardAddress, own: OwnLeague): string {
	const whole = {
		team: undefined,
		group: undefined,
		by: undefined,
		at: undefined,
		rank: undefined
	};
	return boardHref(address, { ...whole, ...own });
}
