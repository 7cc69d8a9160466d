import type { MemberId, MetricId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';
import { together } from '#lib/platform/server/pipelined.ts';
import { parseWhen } from '../when.ts';
import { shareLedger } from './ledger-lock.ts';
import { lookUp, type OrgEntry } from './look-up.ts';

/** What the database knows about an entry: whose it is, of which metric, on which day by which rule. */
export interface Resolved {
	memberId: MemberId | null;
	metricId: MetricId | null;
	unit: Unit | null;
	ruleVersion: number | null;
	pointsPerUnit: string | null;
	dailyCap: bigint | null;
	/** Whether the metric has a guardrail that day, or is the outcome of any. */
	weighed: boolean;
	teamId: string;
	currency: string;
	weekStart: number;
	fiscalStart: number;
	/** The day in the organization's zone; null where `occurredAt` is no date. */
	day: Day | null;
	today: Day;
	occurredAt: Date | null;
}

interface Row {
	i: number;
	member_id: MemberId | null;
	metric_id: MetricId | null;
	unit: Unit | null;
	version: number | null;
	points_per_unit: string | null;
	daily_cap: string | null;
	weighed: boolean | null;
	team_id: string;
	currency: string;
	week_start: number;
	fiscal_start: number;
	day: Day | null;
	today: Day;
	occurred_at: string | null;
}

/**
 * Looks a whole batch up in one query, whatever organizations it mixes; the answers stand in the
 * order asked. A key, reference or e-mail wins over what an admin has said a name means. The local
 * day is decided here, once, by PostgreSQL's own time zone rules. Rules and calendars stay as they
 * are read until the transaction ends. Each name is looked up once, however often a batch says it.
 */
export async function resolve(tx: Queryable, entries: OrgEntry[], now: Date): Promise<Resolved[]> {
	const whens = entries.map(({ entry }) => parseWhen(entry.occurredAt));
	// The second begins when the first has the lock: they are sent together and run in turn.
	const [, rows] = await together([
		shareLedger(tx, [...new Set(entries.map(({ orgId }) => orgId))]),
		runNamed<Row>(tx, 'resolve-entries', lookUp(entries, whens, now))
	]);
	return rows.map(toResolved);
}

function toResolved(row: Row): Resolved {
	return {
		memberId: row.member_id,
		metricId: row.metric_id,
		unit: row.unit,
		ruleVersion: row.version,
		pointsPerUnit: row.points_per_unit,
		dailyCap: row.daily_cap === null ? null : BigInt(row.daily_cap),
		weighed: row.weighed ?? false,
		teamId: row.team_id,
		currency: row.currency,
		weekStart: row.week_start,
		fiscalStart: row.fiscal_start,
		day: row.day,
		today: row.today,
		occurredAt: row.occurred_at === null ? null : new Date(Number(row.occurred_at) * 1000)
	};
}
