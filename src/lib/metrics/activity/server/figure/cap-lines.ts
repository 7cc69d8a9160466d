import { sql } from 'drizzle-orm';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { members, type Organization } from '#lib/identity/server/index.ts';
import type { CapLine } from '../../behind.ts';
import { scoringRule } from '../../prepare.ts';
import { within, type BehindQuery } from './behind-query.ts';
import { totals } from '../schema.ts';

interface Row {
	day: string;
	member_id: string;
	member: string;
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
	query: BehindQuery
): Promise<CapLine[]> {
	const result = await db.execute(sql`
		select ${totals.periodStart}::text as day, m.id as member_id, m.name as member, k.key, k.name,
			k.unit, ${totals.value} as value, r.daily_cap, r.points_per_unit
		from ${totals}
		join metrics k on k.org_id = ${totals.orgId} and k.id = ${totals.metricId}
		join ${members} m on m.org_id = ${totals.orgId} and m.id = ${totals.memberId}
		cross join lateral (
			select daily_cap, points_per_unit from metric_rules
			where org_id = ${totals.orgId} and metric_id = k.id
				and effective_from <= ${totals.periodStart}
			order by effective_from desc limit 1
		) r
		where ${within(organization.id, query, totals, totals.periodStart)}
			and ${totals.periodKind} = 'day' and ${totals.value} > r.daily_cap
		order by ${totals.periodStart} desc, k.position, m.name, ${totals.teamId}`);
	return (result.rows as unknown as Row[]).map((row) => toLine(row, organization.currency));
}

function toLine(row: Row, currency: string): CapLine {
	const { factor } = scoringRule(row.points_per_unit, null, row.unit, currency);
	return {
		day: row.day,
		member: { id: row.member_id, name: row.member },
		metric: { key: row.key, name: row.name, unit: row.unit },
		points: ((BigInt(row.daily_cap) - BigInt(row.value)) * factor).toString(),
		cap: row.daily_cap
	};
}
