import { sql } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';

// First half of the advisory lock's key; the second is the organization's hash.
const GOALS = 7_311_001;

/*
 * Which activities a goal counts is decided twice: when the goal is made (all that are there) and
 * when an activity is recorded (all goals that are there). Two transactions that run side by side
 * see neither of each other's rows, and the activity would be counted by nobody.
 *
 * So whoever records takes the organization's lock shared, after its rows are in the ledger and
 * before it looks for goals; whoever makes, changes or closes a goal takes it alone, before looking
 * at the ledger. Both keep it until they have committed. Then one of two things is true:
 *   - the recorder had the lock first: the goal's maker waits, and its next statement sees the rows;
 *   - the maker had it first: the recorder waits, and its next statement sees the goal.
 * Either way exactly one of them counts. It needs READ COMMITTED (a fresh snapshot for every
 * statement), which is why the lock is a statement of its own. Recorders do not hold each other up.
 */

/** Taken by who moves progress. Several organizations in one order, so that nobody waits in a circle. */
export async function shareGoals(tx: Queryable, orgIds: OrgId[]): Promise<void> {
	const statement = sql`
		select pg_advisory_xact_lock_shared(${GOALS}, key) from (
			select distinct hashtext(org::text) as key
			from unnest(${sql.param(orgIds)}::uuid[]) as org order by 1
		) as keys`;
	await runNamed(tx, 'share-goals', statement);
}

/** Taken by who makes, changes, closes or recounts goals of the organization. */
export async function holdGoals(tx: Queryable, orgId: OrgId): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(${GOALS}, hashtext(${orgId}::uuid::text))`);
}
