import { sql } from 'drizzle-orm';
import { totals } from '#lib/metrics/activity/server/index.ts';
import { closings, finalTotals } from '#lib/metrics/closings/server/index.ts';
import { targetsOf } from '#lib/metrics/targets/server/index.ts';
import { NONE, type MemberId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Measure } from '../board-score.ts';
import type { BoardDefinition } from './define-board.ts';

/**
 * What members are measured by, above zero: their target, or the sum of their three periods before.
 * Who has none is not in the answer; where the figure itself ranks, nobody is.
 */
export async function readBases(
	db: Queryable,
	definition: BoardDefinition,
	members: readonly MemberId[] | null
): Promise<Map<MemberId, bigint>> {
	const { rank, period, today } = definition.head;
	if (rank === 'value') return new Map();
	if (rank === 'improvement') return usual(db, definition, members);
	const query = { metricId: definition.metricId ?? NONE, period, today };
	const targets = await targetsOf(db, definition.orgId, query, members ?? undefined);
	return new Map([...targets].filter(([, target]) => target > 0n));
}

/** A member's basis with the part of it that counts by now. */
export function measureOf({ usual }: BoardDefinition, basis: bigint | undefined): Measure | null {
	if (basis === undefined) return null;
	return { basis, ...(usual ?? { begun: 1, of: 1 }) };
}

/** Only of those who had something of the metric by the first of the three periods: of what is new nothing is usual yet. */
async function usual(
	db: Queryable,
	{ orgId, metricId, before, head }: BoardDefinition,
	members: readonly MemberId[] | null
): Promise<Map<MemberId, bigint>> {
	const { kind } = head.period;
	const first = before.at(-1)!.start;
	const who = members ? sql`and t.member_id = any(${sql.param(members)}::uuid[])` : sql``;
	const starts = sql.param(before.map(({ start }) => start));
	const of = sql`t.org_id = ${orgId} and t.period_kind = ${kind} ${who}`;
	const open = sql`not exists (select from ${closings} c where c.org_id = t.org_id
		and c.period_kind = t.period_kind and c.period_start = t.period_start)`;
	const figures = sql`${of} and t.metric_id = ${metricId ?? NONE}
		and t.period_start = any(${starts}::date[])`;
	const active = sql`t.org_id = ${orgId} and t.member_id = s.member_id and t.metric_id = ${metricId ?? NONE}
		and t.period_kind = ${kind} and t.period_start <= ${first}::date and t.activities > 0`;
	const result = await db.execute(sql`
		select s.member_id, s.value::text from (
			select member_id, sum(value) as value from (
				select t.member_id, t.value from ${finalTotals} t where ${figures}
				union all select t.member_id, t.value from ${totals} t where ${figures} and ${open}
			) f group by member_id
		) s
		where s.value > 0 and (exists (select from ${finalTotals} t where ${active})
			or exists (select from ${totals} t where ${active} and ${open}))`);
	const rows = result.rows as unknown as { member_id: MemberId; value: string }[];
	return new Map(rows.map((row) => [row.member_id, BigInt(row.value)]));
}
