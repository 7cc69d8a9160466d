import { beforeAll, describe, expect, it, vi } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import type { Database } from './database.ts';
import { isServed, takeServerLock } from './process-lock.ts';
import { reachDatabase } from './reach-database.ts';

let database: Database;
beforeAll(async () => {
	database = await freshDatabase();
});

async function lock() {
	const taken = await takeServerLock(database.url);
	if (!taken.ok) throw new Error(taken.problem.detail);
	return taken.value;
}

async function holders(): Promise<number[]> {
	const { rows } = await database.pool.query(
		`select pid from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`
	);
	return rows.map((row) => row.pid);
}

describe('one server per data folder', () => {
	it('refuses a second one until the first lets go', async () => {
		const first = await lock();
		const second = await takeServerLock(database.url);
		expect(second).toMatchObject({ ok: false, problem: { kind: 'conflict' } });
		expect(second.ok ? '' : second.problem.detail).toMatch(/^Winbell is already running/);
		await first.release();
		await (await lock()).release();
	});

	it('is looked at without being in the way of one that starts', async () => {
		expect(await isServed(database.url)).toBe(false);
		const looks = Promise.all(Array.from({ length: 5 }, () => isServed(database.url)));
		const started = await lock();
		await looks;
		expect(await isServed(database.url)).toBe(true);
		await started.release();
		await vi.waitFor(async () => expect(await isServed(database.url)).toBe(false));
	});

	it('takes the lock again when its connection breaks', async () => {
		const held = await lock();
		const [before] = await holders();
		await database.pool.query('select pg_terminate_backend($1)', [before]);
		await vi.waitFor(
			async () => {
				const now = await holders();
				expect(now).toHaveLength(1);
				expect(now[0]).not.toBe(before);
			},
			{ timeout: 20_000 }
		);
		await held.release();
		await vi.waitFor(async () => expect(await holders()).toHaveLength(0), { timeout: 20_000 });
	});
});

describe('a database that cannot be had is one sentence', () => {
	async function sentence(url: URL): Promise<string> {
		const reached = await reachDatabase(url.href);
		if (!reached.ok) return reached.problem.detail;
		await reached.value.end();
		return 'reached';
	}

	it('nobody answers', async () => {
		expect(await sentence(new URL('postgres://ada:secret@127.0.0.1:1/winbell'))).toBe(
			'No PostgreSQL answers at 127.0.0.1:1. Start it, correct DATABASE_URL, or leave that out to use the embedded database.'
		);
	});

	it('a user or password that is not known', async () => {
		const other = new URL(database.url);
		other.username = 'nobody_here';
		other.password = 'guessed';
		expect(await sentence(other)).toMatch(/refuses the user or password in DATABASE_URL/);
	});

	it('a database that does not exist', async () => {
		const missing = new URL(database.url);
		missing.pathname = '/nowhere';
		expect(await sentence(missing)).toMatch(/has no database "nowhere"\. Create it/);
	});
});
