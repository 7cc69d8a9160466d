import { sql } from 'drizzle-orm';
import type { ActivityId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { LedgerRow } from './apply-activities.ts';

/** Of the rows that were not new, those whose external id the ledger holds with other content. */
export async function otherContent(
	tx: Queryable,
	rows: LedgerRow[],
	fresh: Set<ActivityId>
): Promise<Set<ActivityId>> {
	const old = rows.filter((row) => !fresh.has(row.id));
	if (!old.length) return new Set();
	const result = await tx.execute(sql`
		select e.id from unnest(
			${sql.param(old.map((row) => row.orgId))}::uuid[],
			${sql.param(old.map((row) => row.source))}::text[],
			${sql.param(old.map((row) => row.externalId))}::text[],
			${sql.param(old.map((row) => row.fingerprint))}::text[],
			${sql.param(old.map((row) => row.id))}::uuid[]
		) as e(org_id, source, external_id, fingerprint, id)
		join activities a using (org_id, source, external_id)
		where a.fingerprint <> e.fingerprint`);
	return new Set((result.rows as { id: ActivityId }[]).map((row) => row.id));
}
