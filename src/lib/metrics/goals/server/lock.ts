import { sql } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';

// First half of the advisory lock's key; the second is the organization's hash.
const PROGRESS = 7_311_002;

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
 * Progress is moved by one transaction of an organization at a time: whoever shares the ledger takes the
 * organization's progress alone (`holdProgress`), once its rows are there. Batches that come in together
 * move the same goals of the organization and its teams, and would queue for those anyway; so their rows
 * are moved in any order, and the goals that count goals find those below them as the last one left them.
 * Nobody can wait in a circle:
 *   1. the ledger, with others or alone, several organizations in the order of their keys;
 *   2. what waits to be understood, the guards, the ledger's rows and totals (see record.ts); who counts
 *      all that waits holds that even before 1, and who is alone in 1 never asks for it;
 *   3. progress, several organizations in the order of their keys, in one statement.
 * Nobody touches a row of goal_progress without 3, or 1 alone.
 */

/** Taken by who shares the ledger, once, before it moves progress. */
export async function holdProgress(tx: Queryable, orgIds: OrgId[]): Promise<void> {
	const statement = sql`
		select pg_advisory_xact_lock(${PROGRESS}, key) from (
			select distinct hashtext(org::text) as key
			from unnest(${sql.param(orgIds)}::uuid[]) as org order by 1
		) as keys`;
	await runNamed(tx, 'hold-progress', statement);
}
