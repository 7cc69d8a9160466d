import {
	listGroups,
	listTeams,
	readOrganization,
	type Organization,
	type Team
} from '#lib/identity/server/index.ts';
import { closingOf } from '#lib/metrics/closings/server/index.ts';
import { periodsBefore, USUAL_PERIODS } from '#lib/metrics/closings/usual.ts';
import { leagueMembers } from '#lib/metrics/leagues/server/index.ts';
import type { Metric } from '#lib/metrics/metric.ts';
import { findMetric } from '#lib/metrics/server/index.ts';
import type { GroupId, MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import { daysBetween, periodOf, type Day, type Period } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { BoardState } from '../board.ts';
import type { BoardQuery } from '../board-query.ts';

/** A board's whole question, with everything about it that is no row. */
export interface BoardDefinition {
	orgId: OrgId;
	timeZone: string;
	/** What viewers see of it. */
	head: Omit<BoardState, 'size' | 'without' | 'rows'>;
	/** Null for points. */
	metricId: MetricId | null;
	teams: Map<string, Team>;
	/** What it is cut to: at most one of these. */
	team: Team | null;
	groupId: GroupId | null;
	league: MemberId[] | null;
	closed: boolean;
	/** By improvement: the sum of the periods before times `begun` / `of` is usual by now. */
	usual: { begun: number; of: number } | null;
	/** Set while the period runs: what today has brought is taken off for the movement. */
	movesOn: Day | null;
	/** The three periods before, the last one first: what is usual. None where it was kept at the closing. */
	before: Period[];
}

/** Refused where the metric, team, group or league is not the organization's. */
export async function defineBoard(
	db: Queryable,
	orgId: OrgId,
	query: BoardQuery,
	now: Date
): Promise<Result<BoardDefinition>> {
	const organization = await readOrganization(db, orgId);
	const today = dayIn(organization.timeZone, now);
	const period = periodOf(query.period, query.at ?? today, organization);
	const metric = await metricOf(db, orgId, query, period);
	if (!metric.ok) return metric;
	const scope = await scopeOf(db, orgId, query, period);
	if (!scope.ok) return scope;
	const closedAt = await closingOf(db, orgId, period);
	const found = { metric: metric.value, scope: scope.value, closedAt };
	return ok(definitionOf(organization, query, { period, today }, found));
}

interface Found {
	/** Null for points. */
	metric: Metric | null;
	scope: Scope;
	closedAt: Date | null;
}

function definitionOf(
	organization: Organization,
	query: BoardQuery,
	{ period, today }: { period: Period; today: Day },
	{ metric, scope, closedAt }: Found
): BoardDefinition {
	const { name, unit } = metric ?? { name: 'Points', unit: 'points' as const };
	const { timeZone, currency } = organization;
	const { by, rank = 'value' } = query;
	const closed = closedAt !== null;
	return {
		...{ orgId: organization.id, timeZone },
		head: {
			...{ metric: query.metric, name, unit, currency, period, today, by, rank },
			...namesOf(query, scope),
			closedAt: closedAt?.toISOString() ?? null
		},
		metricId: metric?.id ?? null,
		teams: scope.teams,
		team: scope.team,
		groupId: scope.group?.id ?? null,
		league: scope.league?.members ?? null,
		closed,
		movesOn: closed ? null : movesOn(period, today),
		...(rank === 'improvement'
			? usualIn(period, closed ? null : today, organization)
			: { usual: null, before: [] })
	};
}

/** No day for a period that has closed: all of it has begun, and what was usual was kept. */
function usualIn(period: Period, today: Day | null, organization: Organization) {
	return {
		usual: usualBy(period, today ?? period.end),
		before: today ? periodsBefore(period, organization) : []
	};
}

function namesOf({ league: number = 0 }: BoardQuery, { team, group, league }: Scope) {
	return {
		team: team?.name ?? null,
		group: group?.name ?? null,
		league: league && { number, of: league.of }
	};
}

/** What a board is cut to: at most one of team, group and league. */
interface Scope {
	/** All of the organization's, by id. */
	teams: Map<string, Team>;
	team: Team | null;
	group: { id: GroupId; name: string } | null;
	league: { members: MemberId[]; of: number } | null;
}

async function metricOf(
	db: Queryable,
	orgId: OrgId,
	{ metric: key }: BoardQuery,
	period: Period
): Promise<Result<Metric | null>> {
	if (key === 'points') return ok(null);
	const metric = await findMetric(db, orgId, key, period.end);
	if (metric) return ok(metric);
	return missing(`metric called ${key}`, 'Look in Metrics for the keys you have.');
}

async function scopeOf(
	db: Queryable,
	orgId: OrgId,
	query: BoardQuery,
	period: Period
): Promise<Result<Scope>> {
	const all = await listTeams(db, orgId);
	const teams = new Map<string, Team>(all.map((team) => [team.id, team]));
	const team = all.find(({ key }) => key === query.team) ?? null;
	const named = 'is its name in small letters with hyphens.';
	if (query.team && !team) return missing(`team called ${query.team}`, `A team's key ${named}`);
	const groups = query.group ? await listGroups(db, orgId) : [];
	const group = groups.find(({ key }) => key === query.group) ?? null;
	if (query.group && !group)
		return missing(`group called ${query.group}`, `A group's key ${named}`);
	const league = query.league ? await leagueMembers(db, orgId, query.league, period) : null;
	if (league === undefined)
		return missing(
			`league ${query.league} in this ${period.kind}`,
			'Leave league= out, or ask for a week or month in which leagues are played.'
		);
	return ok({ teams, team, group, league });
}

function missing(what: string, hint: string) {
	return refuse('missing', `There is no ${what} here. ${hint}`);
}

// Movement compares with the end of yesterday, which a single day does not have inside itself.
function movesOn(period: Period, today: Day): Day | null {
	const running = period.start <= today && today <= period.end;
	return running && period.kind !== 'day' ? today : null;
}

/** What three periods brought is usual for one; of a running one, the part of its days begun. */
function usualBy({ start, end }: Period, today: Day): { begun: number; of: number } {
	const days = daysBetween(start, end) + 1;
	const begun = Math.min(days, Math.max(1, daysBetween(start, today) + 1));
	return { begun, of: USUAL_PERIODS * days };
}
