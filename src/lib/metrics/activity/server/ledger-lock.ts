import { sql, type SQL } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';

// Keeps these locks apart from others that hash an organization's id.
const SEED = 1_204;

/**
 * Whoever adds rows, or taps a goal, holds this with all others who do, from before it reads the rules
 * and the calendar, and before a row has its position, until the commit (see goals/server/lock.ts). One
 * row comes of it; in the order of the organizations, so that nobody waits in a circle.
 */
export function sharedHold(orgIds: OrgId[]): SQL {
	return sql`select count(pg_advisory_xact_lock_shared(hashtextextended(org_id::text, ${sql.raw(String(SEED))})))
		from (select distinct unnest(${sql.param(orgIds)}::uuid[]) as org_id order by 1) o`;
}

/** The same as a statement of its own: what is read after it is as whoever held the ledger left it. */
export async function shareLedger(tx: Queryable, orgIds: OrgId[]): Promise<void> {
	await runNamed(tx, 'share-ledger', sharedHold(orgIds));
}

/**
 * Waits for everybody who is adding rows to the organization's ledger or tapping its goals, and keeps
 * both still until the transaction ends. Only the next statement sees what they have added.
 */
export async function holdLedger(tx: Queryable, orgId: OrgId): Promise<void> {
	await tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${orgId}::uuid::text, ${sql.raw(String(SEED))}))`
	);
}
