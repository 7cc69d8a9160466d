import { sql } from 'drizzle-orm';
import type { ActivityId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { LedgerRow } from './apply-activities.ts';

/**
 * Of the rows that were not new, those whose external id the ledger holds with other content. What
 * an entry was corrected to is no other content: a sender may catch up with the correction.
 */
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
			${sql.param(old.map((row) => row.metricId))}::uuid[],
			${sql.param(old.map((row) => row.memberId))}::uuid[],
			${sql.param(old.map((row) => row.value))}::bigint[],
			${sql.param(old.map((row) => row.day))}::date[],
			${sql.param(old.map((row) => row.id))}::uuid[]
		) as e(org_id, source, external_id, fingerprint, metric_id, member_id, value, day, id)
		join activities a using (org_id, source, external_id)
		where a.fingerprint <> e.fingerprint and not exists (
			with recursive copies as (
				select c.id from activities c where c.org_id = a.org_id and c.replaces_id = a.id
				union all
				select c.id from copies join activities c on c.org_id = a.org_id and c.replaces_id = copies.id
			)
			select from copies join activities c on c.org_id = a.org_id and c.id = copies.id
			where (c.metric_id, c.member_id, c.value, c.day) = (e.metric_id, e.member_id, e.value, e.day))`);
	return new Set((result.rows as { id: ActivityId }[]).map((row) => row.id));
}
