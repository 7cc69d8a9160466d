import { sql } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Day, PeriodKind } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';
import type { OrgDay } from '#lib/metrics/activity/server/index.ts';

interface Row {
	org_id: OrgId;
	day: Day;
	kinds: PeriodKind[];
}

/**
 * Which of the periods that hold each day have been closed, shortest first; the answers stand in the
 * order asked. Asked after rows were added and before their commit, it is exact: no closing can come
 * in between.
 */
export async function closedKinds(tx: Queryable, days: OrgDay[]): Promise<PeriodKind[][]> {
	const distinct = new Map(days.map((asked) => [keyOf(asked.orgId, asked.day), asked]));
	const asked = [...distinct.values()];
	const rows = await runNamed<Row>(
		tx,
		'closed-kinds',
		sql`
		select e.org_id, e.day::text, array_agg(c.period_kind order by c.period_end - c.period_start) as kinds
		from unnest(
			${sql.param(asked.map(({ orgId }) => orgId))}::uuid[],
			${sql.param(asked.map(({ day }) => day))}::date[]
		) as e(org_id, day)
		join closings c on c.org_id = e.org_id and c.period_kind in ('day', 'week', 'month', 'quarter')
			and c.period_start between e.day - 92 and e.day and c.period_end >= e.day
		group by e.org_id, e.day`
	);
	const found = new Map(rows.map((row) => [keyOf(row.org_id, row.day), row.kinds]));
	return days.map(({ orgId, day }) => found.get(keyOf(orgId, day)) ?? []);
}

function keyOf(orgId: OrgId, day: Day): string {
	return `${orgId} ${day}`;
}
