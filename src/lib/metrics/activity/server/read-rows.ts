import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { RecordedRow } from '../entry.ts';
import { activities } from './schema.ts';

export interface ReactedRow extends Omit<RecordedRow, 'points'> {
	/** True once somebody has taken it back. */
	reversed: boolean;
}

/** Rows of the ledger by their ids, for reactions; in the order they were recorded. */
export async function readRows(
	db: Queryable,
	orgId: OrgId,
	ids: ActivityId[]
): Promise<ReactedRow[]> {
	if (!ids.length) return [];
	const { fingerprint: _, recordedBy: __, ...columns } = getTableColumns(activities);
	const rows = await db
		.select(columns)
		.from(activities)
		.where(and(eq(activities.orgId, orgId), sql`${activities.id} = any(${sql.param(ids)}::uuid[])`))
		.orderBy(activities.position);
	const reversed = await reversedIds(db, orgId, ids);
	return rows.map((row) => ({ ...row, reversed: reversed.has(row.id) }));
}

/**
 * Of these rows, the ones that were taken back: an entry that does not count, a reversal that was
 * withdrawn. What a withdrawal took back stands again, so the length of the chain below decides.
 */
export async function reversedIds(
	db: Queryable,
	orgId: OrgId,
	ids: ActivityId[]
): Promise<Set<ActivityId>> {
	if (!ids.length) return new Set();
	const found = await db.execute(sql`
		with recursive chain as (
			select reverses_id as id, id as last, 1 as links from activities
			where org_id = ${orgId} and reverses_id = any(${sql.param(ids)}::uuid[])
			union all
			select c.id, a.id, c.links + 1 from chain c
			join activities a on a.org_id = ${orgId} and a.reverses_id = c.last
		)
		select id from chain group by id having max(links) % 2 = 1`);
	return new Set((found.rows as { id: ActivityId }[]).map((row) => row.id));
}
