import { sql } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/**
 * One at a time counts who has earned an organization's badges, until its transaction ends: what new
 * work gives and what a correction takes back is decided by the ledger as it stands when it is written.
 */
export async function holdTiers(tx: Queryable, orgId: OrgId): Promise<void> {
	await tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${`badge-tiers:${orgId}`}, 0))`
	);
}
