import { sql } from 'drizzle-orm';
import type { Queryable } from '#lib/platform/server/database.ts';

// One key for every process on the same database.
const TELLING = 7_311_904_004;

/**
 * Tells the demo's past while nothing of the schedule runs, in whatever process: it would find weeks
 * that are over and not yet told, and close them for good. What runs already is waited for. The lock is
 * held on a connection of its own and ends with it; `tell` commits by itself.
 */
export async function whileTelling<T>(db: Queryable, tell: () => Promise<T>): Promise<T> {
	return db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(${TELLING})`);
		return tell();
	});
}

/**
 * Runs what comes again at its hour, and puts it off while a demo is told: waiting would hold on to a
 * connection for as long.
 */
export async function unlessTelling(
	db: Queryable,
	run: () => Promise<unknown>,
	putOff: (tx: Queryable) => Promise<void>
): Promise<void> {
	await db.transaction(async (tx) => {
		const { rows } = await tx.execute<{ free: boolean }>(
			sql`select pg_try_advisory_xact_lock_shared(${TELLING}) as free`
		);
		await (rows[0]?.free ? run() : putOff(tx));
	});
}
