import { readOrganization } from '../../src/lib/identity/server/index.ts';
import { rebuildOrganization } from '../../src/lib/metrics/activity/server/index.ts';
import type { OrgId } from '../../src/lib/platform/ids.ts';
import type { Database } from '../../src/lib/platform/server/database.ts';
import type { ModelRow, ModelRule } from './model.ts';

/** The totals as the database keeps them, in the lines and the order of the model. */
export async function keptTotals({ pool }: Database, orgId: OrgId): Promise<string[]> {
	const { rows } = await pool.query(
		`select concat_ws(',', metric_id, period_kind, period_start, member_id, team_id, value,
			activities, entries) as line
		from totals where org_id = $1`,
		[orgId]
	);
	return rows.map(({ line }) => line as string).sort();
}

/** Everything that is derived from the ledger, byte by byte. */
export async function derivedBytes({ pool }: Database, orgId: OrgId): Promise<string> {
	const { rows } = await pool.query(
		`select t::text as line from totals t where org_id = $1
		union all select g::text from guarded_scores g where org_id = $1 order by 1`,
		[orgId]
	);
	return rows.map(({ line }) => line).join('\n');
}

/** The same after everything was computed anew from the ledger. */
export async function rebuiltBytes(database: Database, orgId: OrgId): Promise<string> {
	const organization = await readOrganization(database.db, orgId);
	await database.db.transaction((tx) => rebuildOrganization(tx, organization));
	return derivedBytes(database, orgId);
}

export async function ledgerRows({ pool }: Database, orgId: OrgId): Promise<ModelRow[]> {
	const { rows } = await pool.query(
		`select metric_id as metric, member_id as member, team_id as team, day::text, value, sign
		from activities where org_id = $1`,
		[orgId]
	);
	return rows.map((row) => ({ ...row, value: BigInt(row.value) }));
}

/** The rules as they stand, for a currency of two decimals. */
export async function rules({ pool }: Database, orgId: OrgId): Promise<ModelRule[]> {
	const { rows } = await pool.query(
		`select metric_id as metric, effective_from::text as from, points_per_unit * case unit when 'money' then 10000000 else 1000000000 end as factor,
			daily_cap as cap, guardrail_id as outcome, guardrail_allows as allows, guardrail_per as per,
			guardrail_window as window
		from metric_rules r join metrics k on k.org_id = r.org_id and k.id = metric_id
		where r.org_id = $1`,
		[orgId]
	);
	return rows.map((row) => ({
		metric: row.metric,
		from: row.from,
		factor: BigInt(Math.round(Number(row.factor))),
		cap: row.cap === null ? null : BigInt(row.cap),
		guard:
			row.outcome === null || row.allows === null
				? null
				: {
						outcome: row.outcome,
						allows: BigInt(row.allows),
						per: BigInt(row.per),
						window: row.window
					}
	}));
}
