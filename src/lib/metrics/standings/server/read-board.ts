import { dayIn } from '#lib/platform/zone.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import { periodOf, type Day, type Period } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { listTeams, readOrganization, type Team } from '#lib/identity/server/index.ts';
import type { Metric } from '#lib/metrics/metric.ts';
import { findMetric } from '#lib/metrics/server/index.ts';
import type { BoardState } from '../board.ts';
import type { BoardQuery } from '../board-query.ts';
import { readRows } from './read-rows.ts';

export interface BoardReading {
	board: BoardState;
	/** How many ledger entries it adds up: grows with every change of its figures. */
	version: number;
	/** What moves it; see `Announce`. */
	facts: string[];
	/** A row's id → the key of its team. Boards for screens do not carry it. */
	teamKeys: Map<string, string>;
}

/** A board as the database has it now. Refused where the metric or the team is not the organization's. */
export async function readBoard(
	db: Queryable,
	orgId: OrgId,
	query: BoardQuery,
	now: Date
): Promise<Result<BoardReading>> {
	const organization = await readOrganization(db, orgId);
	const today = dayIn(organization.timeZone, now);
	const period = periodOf(query.period, query.at ?? today, organization);
	const metric = await metricOf(db, orgId, query, period);
	if (!metric.ok) return metric;
	const team = await teamOf(db, orgId, query);
	if (!team.ok) return team;
	const { rows, version, teamKeys } = await readRows(db, orgId, {
		metricId: metric.value?.id ?? null,
		period,
		today: movesSince(period, today),
		teamId: team.value?.id ?? null,
		by: query.by
	});
	const { name, unit } = metric.value ?? POINTS;
	const shown = { metric: query.metric, name, unit, currency: organization.currency };
	const scope = { team: team.value?.name ?? null, group: null, league: null };
	const kind = { by: query.by, rank: query.rank ?? 'value', closedAt: null, usual: null };
	const counts = { size: rows.length, without: 0 };
	const board = { ...shown, period, today, ...kind, ...scope, ...counts, rows };
	return ok({ board, version, facts: factsOf(query, metric.value, period), teamKeys });
}

const POINTS = { name: 'Points', unit: 'points' } as const;

async function metricOf(
	db: Queryable,
	orgId: OrgId,
	{ metric: key }: BoardQuery,
	period: Period
): Promise<Result<Metric | null>> {
	if (key === 'points') return ok(null);
	const metric = await findMetric(db, orgId, key, period.end);
	if (metric) return ok(metric);
	return refuse(
		'missing',
		`There is no metric called ${key} here. Look in Metrics for the keys you have.`
	);
}

async function teamOf(
	db: Queryable,
	orgId: OrgId,
	{ team: key }: BoardQuery
): Promise<Result<Team | null>> {
	if (!key) return ok(null);
	const team = (await listTeams(db, orgId)).find((one) => one.key === key);
	if (team) return ok(team);
	return refuse(
		'missing',
		`There is no team called ${key} here. A team's key is its name in small letters with hyphens.`
	);
}

// Movement compares with the end of yesterday, which a single day does not have inside itself.
function movesSince(period: Period, today: Day): Day | null {
	const running = period.start <= today && today <= period.end;
	return running && period.kind !== 'day' ? today : null;
}

function factsOf({ at }: BoardQuery, metric: Metric | null, period: Period): string[] {
	const totals = `totals:${metric?.id ?? 'points'}:${period.kind}:${period.start}`;
	return [totals, 'people', 'metrics', ...(at ? [] : ['day'])];
}
