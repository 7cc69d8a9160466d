import { sql } from 'drizzle-orm';
import type { Period } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Organization } from '#lib/identity/server/index.ts';
import type { CapLine } from '../behind.ts';
import { scoringRule } from '../prepare.ts';
import type { BehindQuery } from './behind-query.ts';

interface Row {
	day: string;
	key: string;
	name: string;
	unit: Unit;
	value: string;
	daily_cap: string;
	points_per_unit: string;
}

/** The days on which a daily cap held points back, newest first. */
export async function capLines(
	db: Queryable,
	organization: Organization,
	query: BehindQuery,
	period: Period
): Promise<CapLine[]> {
	const result = await db.execute(sql`
		select t.period_start::text as day, k.key, k.name, k.unit, t.value, r.daily_cap, r.points_per_unit
		from totals t
		join metrics k on k.org_id = t.org_id and k.id = t.metric_id
		cross join lateral (
			select daily_cap, points_per_unit from metric_rules
			where org_id = t.org_id and metric_id = t.metric_id and effective_from <= t.period_start
			order by effective_from desc limit 1
		) r
		where t.org_id = ${organization.id} and t.member_id = ${query.memberId} and t.period_kind = 'day'
			and t.period_start between ${period.start} and ${period.end} and t.value > r.daily_cap
			${query.teamId ? sql`and t.team_id = ${query.teamId}` : sql``}
		order by t.period_start desc, k.position`);
	return (result.rows as unknown as Row[]).map((row) => toLine(row, organization.currency));
}

function toLine(row: Row, currency: string): CapLine {
	const { factor } = scoringRule(row.points_per_unit, null, row.unit, currency);
	return {
		day: row.day,
		metric: { key: row.key, name: row.name, unit: row.unit },
		points: ((BigInt(row.daily_cap) - BigInt(row.value)) * factor).toString(),
		cap: row.daily_cap
	};
}
