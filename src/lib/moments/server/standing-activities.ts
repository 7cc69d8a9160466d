import { and, eq, sql, type SQL } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';

/** Entries of the organization's ledger that nobody has taken back, and no reversals. */
export function standing(orgId: OrgId): SQL {
	return and(
		eq(activities.orgId, orgId),
		eq(activities.sign, 1),
		sql`not exists (select from ${activities} r where r.org_id = ${activities.orgId} and r.reverses_id = ${activities.id})`
	)!;
}
