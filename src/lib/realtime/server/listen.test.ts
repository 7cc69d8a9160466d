import pg from 'pg';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Database } from '#lib/platform/server/database.ts';
import { freshDatabase } from '../../../../tests/database.ts';
import { listen, notify, payloadsOf, type Listening } from './listen.ts';
import { HALDEN, OTHER } from './realtime.fixture.ts';

let database: Database;
let listening: Listening;
let heard: [string, string[]][];
let missed: number;
let log: { mockRestore(): void };

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
	heard = [];
	missed = 0;
	listening = await listen(database.url, {
		heard: (orgId, facts) => heard.push([orgId, facts]),
		missed: () => (missed += 1)
	});
});

afterEach(async () => {
	await listening.stop();
	log.mockRestore();
});

async function hasHeard(count: number): Promise<void> {
	await vi.waitFor(() => expect(heard).toHaveLength(count), { timeout: 10_000 });
}

test('what another process announces is heard, in order', async () => {
	const announce = notify(database.db);
	announce(HALDEN, ['totals:points:week:2026-11-16', 'moments']);
	await announce.settled();
	announce(OTHER, ['goals']);
	announce(OTHER, []);
	await hasHeard(2);
	expect(heard).toEqual([
		[HALDEN, ['totals:points:week:2026-11-16', 'moments']],
		[OTHER, ['goals']]
	]);
});

function days(count: number): string[] {
	return Array.from({ length: count }, (_, day) => `totals:points:day:2026-${day}`);
}

test('facts that do not fit in one message come in several, each fact once and in order', async () => {
	const announce = notify(database.db);
	announce(HALDEN, days(700));
	await announce.settled();
	await hasHeard(3);
	expect(heard.flatMap(([, facts]) => facts)).toEqual(days(700));
});

test('facts that do not fit in twenty messages become "everything"', async () => {
	const announce = notify(database.db);
	announce(HALDEN, days(7000));
	await announce.settled();
	await hasHeard(1);
	expect(heard).toEqual([[HALDEN, ['*']]]);
});

test('messages are filled to the last byte', () => {
	const sizes = payloadsOf(HALDEN, Array(2000).fill('äx')).map((one) => Buffer.byteLength(one));
	for (const size of sizes.slice(0, -1)) expect(size).toBeGreaterThan(7900 - 6);
	expect(Math.max(...sizes)).toBeLessThanOrEqual(7900);
});

test.each([7900, 7901])('one fact of %i bytes', (bytes) => {
	const [empty] = payloadsOf(HALDEN, ['']);
	const fact = `${'ä'.repeat(10)}${'x'.repeat(bytes - Buffer.byteLength(empty!) - 20)}`;
	const facts = payloadsOf(HALDEN, ['moments', fact]).flatMap((one) => JSON.parse(one).facts);
	expect(facts).toEqual(bytes === 7900 ? ['moments', fact] : ['*']);
});

test('what makes no sense is logged and passed over', async () => {
	for (const payload of ['', 'hello', '{"org":7}', '{"org":"x","facts":"moments"}'])
		await database.pool.query('select pg_notify($1, $2)', ['winbell', payload]);
	notify(database.db)(HALDEN, ['moments']);
	await hasHeard(1);
	expect(heard).toEqual([[HALDEN, ['moments']]]);
});

test('a connection that is cut comes back, and everything may have been missed', async () => {
	await cut();
	await vi.waitFor(() => expect(missed).toBe(1), { timeout: 10_000 });
	notify(database.db)(HALDEN, ['moments']);
	await hasHeard(1);
	await cut();
	await vi.waitFor(() => expect(missed).toBe(2), { timeout: 10_000 });
});

test('it tries until the database is back', async () => {
	const admin = new pg.Client({ connectionString: database.url.replace(/\/[^/]*$/, '/postgres') });
	await admin.connect();
	const name = new URL(database.url).pathname.slice(1);
	await admin.query(`alter database ${name} allow_connections false`);
	await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [
		name
	]);
	const tries = () => JSON.stringify(vi.mocked(process.stderr.write).mock.calls);
	await vi.waitFor(() => expect(tries()).toContain('not currently accepting connections'), {
		timeout: 10_000
	});
	expect(missed).toBe(0);
	await admin.query(`alter database ${name} allow_connections true`);
	await admin.end();
	await vi.waitFor(() => expect(missed).toBe(1), { timeout: 10_000 });
});

test('after stop nothing is heard and nothing connects', async () => {
	await listening.stop();
	await listening.stop();
	const announce = notify(database.db);
	announce(HALDEN, ['moments']);
	await announce.settled();
	expect(await listeners()).toBe(0);
	expect([heard, missed]).toEqual([[], 0]);
});

test('a notice that cannot be sent is logged and forgotten', async () => {
	const announce = notify(database.db);
	announce(HALDEN, ['a null byte \u0000']);
	await announce.settled();
	notify({ execute: () => Promise.reject(new Error('away')) } as never)(HALDEN, ['moments']);
	await announce.settled();
	expect(missed).toBe(0);
});

async function cut(): Promise<void> {
	await database.pool.query(
		`select pg_terminate_backend(pid) from pg_stat_activity
		where datname = current_database() and query = 'listen winbell'`
	);
}

async function listeners(): Promise<number> {
	const { rows } = await database.pool.query<{ count: string }>(
		`select count(*) from pg_stat_activity
		where datname = current_database() and query = 'listen winbell'`
	);
	return Number(rows[0]?.count);
}
