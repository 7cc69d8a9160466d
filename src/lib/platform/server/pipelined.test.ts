import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import type { Database, Queryable } from './database.ts';
import { runNamed } from './named-statement.ts';
import { pipelined, together } from './pipelined.ts';

let database: Database;

beforeAll(async () => {
	database = await freshDatabase();
	await database.pool.query('create table rung (who text, nth serial)');
});

const ring = (tx: Queryable, who: string) =>
	runNamed(tx, 'ring', sql`insert into rung (who) values (${who})`);

async function rung(): Promise<string[]> {
	const { rows } = await database.pool.query('select who from rung order by nth');
	await database.pool.query('truncate rung');
	return rows.map(({ who }) => who);
}

test('what is not awaited runs in its order and is kept as a whole', async () => {
	const done = await pipelined(database.db, {}, async (tx) => {
		await together([ring(tx, 'Mara'), ring(tx, 'Aiko'), ring(tx, 'Jonas')]);
		return 'done';
	});
	expect([done, await rung()]).toEqual(['done', ['Mara', 'Aiko', 'Jonas']]);
});

test('one that fails takes everything back, and the connection serves on', async () => {
	const failing = pipelined(database.db, {}, (tx) =>
		together([ring(tx, 'Mara'), tx.execute(sql`select 1 / 0`), ring(tx, 'Aiko')])
	);
	await expect(failing).rejects.toMatchObject({ cause: { code: '22012' } });
	for (let i = 0; i < 12; i += 1) await pipelined(database.db, {}, (tx) => ring(tx, `${i}`));
	expect((await rung()).length).toBe(12);
});

test('what failed is told, not what was refused because of it', async () => {
	const failing = pipelined(database.db, {}, async (tx) => {
		const broken = tx.execute(sql`select 1 / 0`);
		await together([ring(tx, 'Mara'), broken]);
	});
	await expect(failing).rejects.toMatchObject({ cause: { code: '22012' } });
});

test('a chain beside one that fails sends nothing once that is taken back', async () => {
	let after: Promise<unknown> | undefined;
	const failing = pipelined(database.db, {}, async (tx) => {
		after = new Promise((resolve) => setTimeout(resolve, 50)).then(() => ring(tx, 'Mara'));
		after.catch(() => {});
		await tx.execute(sql`select 1 / 0`);
	});
	await expect(failing).rejects.toThrow();
	await expect(after).rejects.toMatchObject({
		cause: { message: expect.stringContaining('after the end') }
	});
	expect(await rung()).toEqual([]);
});

test('its settings end with it', async () => {
	const told = await pipelined(database.db, { lock_timeout: '1234ms' }, (tx) =>
		runNamed<{ lock_timeout: string }>(tx, 'show', sql`show lock_timeout`)
	);
	expect(told).toEqual([{ lock_timeout: '1234ms' }]);
	const all = await Promise.all(
		Array.from({ length: 10 }, () => database.pool.query('show lock_timeout'))
	);
	expect(new Set(all.map(({ rows }) => rows[0].lock_timeout))).toEqual(new Set(['0']));
});

test('parameters arrive as they were: quotes, nothing, lists, times, large numbers', async () => {
	const at = new Date('2026-11-21T22:40:00.123Z');
	const list = ['a"b', 'c\\d', null, '', '{x,y}', 'null', 'é'];
	const [row] = await pipelined(database.db, {}, (tx) =>
		runNamed<Record<string, unknown>>(
			tx,
			'parameters',
			sql`select ${sql.param(list)}::text[] as list, ${sql.param([1n, 9007199254740993n])}::bigint[] as large,
				${sql.param([at, null])}::timestamptz[] = array[${at.toISOString()}::timestamptz, null] as same,
				${null}::text as none, ${'one'}::text as one, ${sql.param([])}::int[] as empty`
		)
	);
	expect(row).toEqual({
		list,
		large: ['1', '9007199254740993'],
		same: true,
		none: null,
		one: 'one',
		empty: []
	});
});
