import { sql, type SQL } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';

// First half of the advisory lock's key; the second is the organization's hash.
const SETTLING = 7_311_002;

/*
 * Which activities a goal counts is decided twice: when the goal is made (all that are there) and
 * when an activity is recorded (all goals that are there). Two transactions that run side by side
 * see neither of each other's rows, and the activity would be counted by nobody.
 *
 * So whoever makes, changes, moves, closes or recounts goals holds the ledger alone, before looking at
 * it (`holdLedger`); whoever records or taps shares it with others who do, before looking for goals
 * (`shareLedger`). Both keep it until they have committed. Then one of two things is true:
 *   - the recorder had it first: the goal's maker waits, and its next statement sees the rows;
 *   - the maker had it first: the recorder waits, and its next statement sees the goal.
 * Either way exactly one of them counts. It needs READ COMMITTED (a fresh snapshot for every
 * statement), which is why the lock is a statement of its own. Recorders do not hold each other up; and
 * as no goal changes what feeds it while the ledger is shared, they may look for the goals of their rows
 * before these are there, when nobody waits for them yet.
 *
 * Goals that count goals move after those. A recorder whose rows carried a goal over its target, or
 * back below it, takes the organization's settling lock alone, once, after all rows of goals that
 * activities and taps move, and then moves the goals above. Nobody can wait in a circle:
 *   1. the ledger, with others or alone, several organizations in the order of their keys;
 *   2. the ledger's rows and totals (see ledger-statement.ts);
 *   3. progress of what activities or a tap move, in the order of the key, in one statement;
 *   4. the settling locks, in the order of their keys, in one statement;
 *   5. progress of what counts goals, which nobody touches without 4, or 1 alone.
 * What is read after 4 is as the last one who settled has left it. A goal that another transaction
 * has carried over its target, but not yet settled, is not counted yet: that transaction adds it
 * when its turn comes, by the step of its own row, so none is counted twice or by nobody.
 */

/** Taken by who shares the ledger, once, before goals that count goals move. */
export async function settleGoals(tx: Queryable, orgIds: OrgId[]): Promise<void> {
	const statement = sql`
		select pg_advisory_xact_lock(${SETTLING}, key) from (${inOrder(orgIds)}) as keys`;
	await runNamed(tx, 'settle-goals', statement);
}

function inOrder(orgIds: OrgId[]): SQL {
	return sql`select distinct hashtext(org::text) as key
		from unnest(${sql.param(orgIds)}::uuid[]) as org order by 1`;
}
