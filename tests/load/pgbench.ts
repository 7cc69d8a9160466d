import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { statement } from './activities.ts';
import type { Field } from './ground.ts';
import { findProgram } from './programs.ts';

const run = promisify(execFile);
const ROWS_AT_ONCE = 500;

/**
 * Activities a second of the ledger's statement under pgbench, every client with transactions of its
 * own; undefined where pgbench is not installed. What the statements are to add is drawn before and
 * lies in a table beside it, because pgbench can draw numbers only.
 */
export async function pgbench(
	field: Field,
	clients: number,
	each: number,
	transactions: number
): Promise<number | undefined> {
	const program = findProgram('pgbench');
	if (!program) return undefined;
	const perClient = Math.ceil(transactions / clients);
	const text = await layOut(field, clients * perClient, each);
	const folder = mkdtempSync(join(tmpdir(), 'winbell-pgbench-'));
	const script = join(folder, 'ledger.sql');
	const draw = `\\set n :n + 1\n\\set batch :n * ${clients} + :client_id\n`;
	writeFileSync(script, `${draw}${text};\n`);
	const before = await inLedger(field);
	try {
		const how = ['-n', '-M', 'prepared', '-c', `${clients}`, '-j', '2', '-t', `${perClient}`];
		const { stdout } = await run(program, [...how, '-D', 'n=-1', '-f', script, field.database.url]);
		const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)![1]);
		const added = (await inLedger(field)) - before;
		if (added !== clients * perClient * each) throw new Error(`pgbench added ${added} rows`);
		return perSecond * each;
	} finally {
		rmSync(folder, { recursive: true, force: true });
		await field.database.pool.query('drop table bench_batches');
	}
}

/** Draws the batches; answers the statement that reads its parameters from them. */
async function layOut(field: Field, batches: number, each: number): Promise<string> {
	const { pool } = field.database;
	const { text, values } = statement(field, each);
	const columns = values.map((_, i) => `p${i + 1}`);
	await pool.query(
		`create unlogged table bench_batches (n int primary key, ${columns.map((c) => `${c} text`).join()})`
	);
	const most = Math.max(1, Math.floor(ROWS_AT_ONCE / each));
	for (let from = 0; from < batches; from += most) {
		const size = Math.min(most, batches - from);
		const drawn = Array.from({ length: size }, () => statement(field, each).values);
		const numbers = Array.from({ length: size }, (_, i) => from + i);
		const cells = columns.map((_, i) => drawn.map((one) => one[i]));
		const types = columns.map((_, i) => `$${i + 2}::text[]`);
		await pool.query(`insert into bench_batches select * from unnest($1::int[], ${types.join()})`, [
			numbers,
			...cells
		]);
	}
	await pool.query('analyze bench_batches');
	const read = text.replace(/\$(\d+)/g, '(select p$1 from batch)');
	const drawn = 'with batch as materialized (select * from bench_batches where n = :batch), ';
	return read.trim().replace(/^with /, drawn);
}

async function inLedger({ database, orgId }: Field): Promise<number> {
	const { rows } = await database.pool.query<{ n: string }>(
		'select count(*) as n from activities where org_id = $1',
		[orgId]
	);
	return Number(rows[0]!.n);
}
