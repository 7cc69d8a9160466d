import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { ok, refuse, type Result } from '../result.ts';
import { logError } from './log.ts';
import { reachDatabase } from './reach-database.ts';

export interface ServerLock {
	release(): Promise<void>;
}

const SERVER_LOCK = 7_311_904_002;
const AGAIN_MS = 1000;

/**
 * One server per data folder: an advisory lock on a connection of its own, which ends with the
 * process however that ends. Where the database restarts under us it is taken again.
 */
export async function takeServerLock(url: string): Promise<Result<ServerLock>> {
	const first = await tryLock(url);
	if (!first.ok) return first;
	let client = first.value;
	let released = false;
	watch(client);

	function watch(held: pg.Client): void {
		held.once('end', () => !released && void takeAgain());
	}

	async function takeAgain(): Promise<void> {
		while (!released) {
			const again = await tryLock(url);
			if (again.ok) {
				client = again.value;
				if (released) return void (await client.end());
				return watch(client);
			}
			if (again.problem.kind === 'conflict') logError('process-lock', again.problem.detail);
			await sleep(AGAIN_MS, undefined, { ref: false });
		}
	}

	return ok({
		async release() {
			released = true;
			await client.end().catch(() => undefined);
		}
	});
}

/**
 * Whether a server holds the lock now, without reaching for it: whoever starts at this instant is
 * not in the way. False where no database answers.
 */
export async function isServed(url: string): Promise<boolean> {
	const client = await reachDatabase(url);
	if (!client.ok) return false;
	try {
		// A bigint's lock is listed by its upper and lower half (objsubid 1).
		const { rowCount } = await client.value.query(
			`select from pg_locks where locktype = 'advisory' and granted and objsubid = 1
				and database = (select oid from pg_database where datname = current_database())
				and (classid::bigint << 32 | objid::bigint) = $1`,
			[SERVER_LOCK]
		);
		return !!rowCount;
	} finally {
		await client.value.end();
	}
}

async function tryLock(url: string): Promise<Result<pg.Client>> {
	const client = await reachDatabase(url);
	if (!client.ok) return client;
	const { rows } = await client.value.query('select pg_try_advisory_lock($1) as mine', [
		SERVER_LOCK
	]);
	if (rows[0].mine) return client;
	await client.value.end();
	return refuse(
		'conflict',
		'Winbell is already running on this data. Stop it first, or give this one its own folder with WINBELL_DATA (or its own database with DATABASE_URL).'
	);
}
