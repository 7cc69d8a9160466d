import type { Duplex } from 'node:stream';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { isAborted, type Queryable } from './database.ts';

/**
 * A transaction whose statements need not wait for each other's answers: BEGIN travels with the first
 * one, and what is not awaited shares a round trip. `settings` are PostgreSQL's, for this transaction
 * alone. Every statement has to be on its way before `work` resolves, and answered: see `together`.
 */
export async function pipelined<T>(
	db: Queryable,
	settings: Record<string, string>,
	work: (tx: Queryable) => Promise<T>
): Promise<T> {
	const client = await poolOf(db).connect();
	const own = { open: true, query: (...args: [never]) => send(own.open, client, args) };
	try {
		const begun = send(true, client, [beginning(settings) as never]);
		const [, done] = await together([begun, work(drizzle({ client: own as never }))]);
		own.open = false;
		await client.query('commit');
		client.release();
		return done;
	} catch (error) {
		own.open = false;
		await client.query('rollback').then(
			() => client.release(),
			// A connection that cannot even roll back is of no use to anybody.
			(broken: Error) => client.release(broken)
		);
		throw error;
	}
}

function send(open: boolean, client: pg.PoolClient, args: [never]): Promise<unknown> {
	// It would run by itself, outside of any transaction, and stay when that is taken back.
	if (!open) throw new Error('A statement came after the end of its transaction.');
	corkForThisTurn(client.connection.stream);
	return client.query(...args);
}

/** What is written in one turn goes out in one piece: a system call costs more than a statement. */
function corkForThisTurn(stream: Duplex): void {
	if (stream.writableCorked) return;
	stream.cork();
	setImmediate(() => stream.uncork());
}

function beginning(settings: Record<string, string>): string {
	const local = Object.entries(settings).map(([name, value]) => `; set local ${name} = '${value}'`);
	return `begin${local.join('')}`;
}

function poolOf(db: Queryable): pg.Pool {
	const { $client } = db as { $client?: unknown };
	if ($client instanceof pg.Pool) return $client;
	throw new Error('A transaction of its own needs the pool, not somebody else’s transaction.');
}

/**
 * Waits for all of them, also where one fails: nothing of a transaction may still be on its way when
 * it is rolled back. Throws what failed, not what was refused because of it.
 */
export async function together<const T extends readonly Promise<unknown>[]>(
	work: T
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
	const settled = await Promise.allSettled(work);
	const failed = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
	if (failed.length) throw failed.find((error) => !isAborted(error)) ?? failed[0];
	return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as never;
}
