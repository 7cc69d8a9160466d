import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { migrate, openDatabase, type Database } from '../../src/lib/platform/server/database.ts';
import { freshDatabase } from '../database.ts';
import { crowd } from './crowd.ts';
import { startDebianPostgres } from './debian-postgres.ts';
import { derivedBytes, keptTotals, ledgerRows, rebuiltBytes, rules } from './kept.ts';
import { totalsOf } from './model.ts';

const STEPS = Number(process.env.WINBELL_RACE_STEPS ?? 20);
const SEED = Number(process.env.WINBELL_RACE_SEED ?? 18);
const PROMISE = 'what twelve connections do at once adds up';

const debian = await startDebianPostgres();
const opened: Database[] = [];

afterAll(async () => {
	for (const database of opened) await database.close();
	await debian?.stop();
});

test(`${PROMISE}, on the embedded PostgreSQL${debian ? '' : ' (the only one there is here)'}`, async () => {
	await expectExact(await freshDatabase());
});

if (debian)
	test(`${PROMISE}, on Debian's PostgreSQL ${debian.version}`, async () => {
		await migrate(debian.url, join(import.meta.dirname, '../../drizzle'));
		const database = openDatabase(debian.url);
		opened.push(database);
		await expectExact(database);
	});

async function expectExact(database: Database): Promise<void> {
	const { team, errors, done } = await crowd(database, SEED, STEPS);
	expect(errors).toEqual([]);
	const kinds = ['again', 'correct', 'move', 'record', 'reverse', 'rule', 'withdraw'];
	expect(Object.keys(done).sort()).toEqual(kinds);
	const rows = await ledgerRows(database, team.orgId);
	expect(await keptTotals(database, team.orgId)).toEqual(
		totalsOf(rows, await rules(database, team.orgId))
	);
	const kept = await derivedBytes(database, team.orgId);
	expect(await rebuiltBytes(database, team.orgId)).toBe(kept);
}
