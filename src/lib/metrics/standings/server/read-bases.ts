import { sql } from 'drizzle-orm';
import { finalTotals, usualFigures } from '#lib/metrics/closings/server/index.ts';
import { targetsOf } from '#lib/metrics/targets/server/index.ts';
import { NONE, type MemberId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Measure } from '../board-score.ts';
import type { BoardDefinition } from './define-board.ts';

/**
 * What members are measured by, above zero: their target, or the sum of their three periods before;
 * of a closed period what that was when it closed, for those who were in it. Who has none is not in
 * the answer; where the figure itself ranks, nobody is.
 */
export async function readBases(
	db: Queryable,
	definition: BoardDefinition,
	members: readonly MemberId[] | null
): Promise<Map<MemberId, bigint>> {
	const { rank, period, today } = definition.head;
	if (rank === 'value') return new Map();
	if (rank === 'improvement') return usual(db, definition, members);
	const day = definition.closed ? period.end : today;
	const query = { metricId: definition.metricId ?? NONE, period, today: day };
	const targets = await targetsOf(db, definition.orgId, query, members ?? undefined);
	return new Map([...targets].filter(([, target]) => target > 0n));
}

/** A member's basis with the part of it that counts by now. */
export function measureOf({ usual }: BoardDefinition, basis: bigint | undefined): Measure | null {
	if (basis === undefined) return null;
	return { basis, ...(usual ?? { begun: 1, of: 1 }) };
}

async function usual(
	db: Queryable,
	definition: BoardDefinition,
	members: readonly MemberId[] | null
): Promise<Map<MemberId, bigint>> {
	const { orgId, before, closed } = definition;
	const metricId = definition.metricId ?? NONE;
	const who = members ? sql`and f.member_id = any(${sql.param(members)}::uuid[])` : sql``;
	const { kind, start } = definition.head.period;
	const kept = sql`
		select f.member_id, max(f.base) as value from ${finalTotals} f
		where f.org_id = ${orgId} and f.metric_id = ${metricId} and f.period_kind = ${kind}
			and f.period_start = ${start} and f.base is not null ${who}
		group by f.member_id`;
	const running = () => usualFigures({ orgId, metricId: sql`${metricId}::uuid`, before, who });
	const result = await db.execute(
		sql`select member_id, value::text from (${closed ? kept : running()}) u`
	);
	const rows = result.rows as unknown as { member_id: MemberId; value: string }[];
	return new Map(rows.map((row) => [row.member_id, BigInt(row.value)]));
}
