import { sql, type SQL } from 'drizzle-orm';
import type { Weights } from '#lib/metrics/guardrail.ts';
import type { GuardrailWindow } from '#lib/metrics/metric.ts';
import type { MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Calendar, Day } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';
import { scoringRule } from '../../prepare.ts';
import type { LedgerRow } from '../ledger-row.ts';
import { sharedHold } from '../ledger-lock.ts';

/** A version of a metric's rule that has a guardrail, with the days it holds for. */
export interface Guard extends Weights {
	orgId: OrgId;
	metricId: MetricId;
	version: number;
	outcomeId: MetricId;
	window: GuardrailWindow;
	from: Day;
	/** The day before which it holds; null for ever. */
	until: Day | null;
	/** Points for the metric's smallest unit, in billionths. */
	factor: bigint;
	calendar: Calendar;
}

// Keeps these locks apart from others that hash an id.
const SEED = 1_205;

/**
 * The guardrails that these rows may move, with their members' scores locked until the transaction
 * ends. Nothing is asked where every row is known to be free of them.
 *
 * A batch that moves work or an outcome reads what the member has of both, and writes what scores of
 * it. Two such batches for one member would not see each other's rows, so the second waits here, in
 * the order of the members' keys, and reads by a statement of its own (READ COMMITTED: a fresh
 * snapshot for every statement). Batches that touch no guardrail take no such lock.
 */
export async function lockGuards(tx: Queryable, rows: LedgerRow[]): Promise<Guard[]> {
	const touching = rows.filter((row) => row.weighed !== false);
	if (!touching.length) return [];
	const column = (of: (row: LedgerRow) => unknown) => sql.param(touching.map(of));
	const statement = sql`
		with held as materialized (
			${sharedHold(touching.map((row) => row.orgId))}
		), touched as (
			select * from unnest(${column((row) => row.orgId)}::uuid[], ${column((row) => row.metricId)}::uuid[])
				as t(org_id, metric_id)
		), locked as materialized (
			select count(pg_advisory_xact_lock(key)) from held cross join (
				select distinct hashtextextended(org::text || member::text, ${sql.raw(String(SEED))}) as key
				from unnest(${column((row) => row.orgId)}::uuid[], ${column((row) => row.memberId)}::uuid[])
					as m(org, member) order by 1
			) as keys
		)
		select g.* from locked cross join (
			${guardsWhere(sql`r.org_id in (select org_id from touched)`)}
		) as g where exists (select from touched t
			where t.org_id = g.org_id and t.metric_id in (g.metric_id, g.guardrail_id))`;
	return (await runNamed<Row>(tx, 'lock-guards', statement)).map(toGuard);
}

/** All guardrails of an organization, of today and before. */
export async function guardsOf(tx: Queryable, orgId: OrgId): Promise<Guard[]> {
	const result = await tx.execute(guardsWhere(sql`r.org_id = ${orgId}`));
	return (result.rows as unknown as Row[]).map(toGuard);
}

interface Row {
	org_id: OrgId;
	metric_id: MetricId;
	version: number;
	guardrail_id: MetricId;
	guardrail_allows: string;
	guardrail_per: string;
	guardrail_window: GuardrailWindow;
	effective_from: Day;
	until: Day | null;
	points_per_unit: string;
	daily_cap: string | null;
	unit: Unit;
	currency: string;
	week_start: number;
	fiscal_start: number;
}

// Every version counts for where the one before it ends, whether it has a guardrail or none.
function guardsWhere(which: SQL): SQL {
	return sql`
		select v.*, k.unit, o.currency, o.week_start, o.fiscal_start
		from (
			select r.org_id, r.metric_id, r.version, r.guardrail_id, r.guardrail_allows, r.guardrail_per,
				r.guardrail_window, r.effective_from::text as effective_from, r.points_per_unit, r.daily_cap,
				lead(r.effective_from) over (partition by r.org_id, r.metric_id order by r.effective_from)::text
					as until
			from metric_rules r where ${which}
		) as v
		join metrics k on k.org_id = v.org_id and k.id = v.metric_id
		join organizations o on o.id = v.org_id
		where v.guardrail_id is not null and v.guardrail_allows is not null`;
}

function toGuard(row: Row): Guard {
	const dailyCap = row.daily_cap === null ? null : BigInt(row.daily_cap);
	return {
		orgId: row.org_id,
		metricId: row.metric_id,
		version: row.version,
		outcomeId: row.guardrail_id,
		allows: BigInt(row.guardrail_allows),
		per: BigInt(row.guardrail_per),
		window: row.guardrail_window,
		from: row.effective_from,
		until: row.until,
		factor: scoringRule(row.points_per_unit, dailyCap, row.unit, row.currency).factor,
		dailyCap,
		calendar: { weekStart: row.week_start, fiscalStart: row.fiscal_start }
	};
}
