import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import { isAlive } from './embedded-postgres/cluster.ts';
import { findPostmaster } from './embedded-postgres/postmaster.ts';
import { hush } from './log.ts';

let folder: string;
let cluster: string;
const running: EmbeddedPostgres[] = [];

beforeAll(() => {
	hush();
	folder = mkdtempSync(join(tmpdir(), 'winbell-embedded-'));
	cluster = join(folder, 'postgres', 'cluster');
});

afterEach(async () => {
	for (const one of running.splice(0)) await one.stop();
	expect(existsSync(join(cluster, 'postmaster.pid'))).toBe(false);
});

afterAll(() => {
	hush(false);
	rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
	const started = await startEmbeddedPostgres(folder);
	if (!started.ok) throw new Error(started.problem.detail);
	running.push(started.value);
	return started.value;
}

async function query(url: string, text: string, name?: string): Promise<Record<string, unknown>[]> {
	const own = new URL(url);
	if (name) own.searchParams.set('application_name', name);
	const client = new pg.Client({ connectionString: own.href });
	client.on('error', () => undefined);
	await client.connect();
	try {
		return (await client.query(text)).rows;
	} finally {
		await client.end();
	}
}

describe('the embedded PostgreSQL', () => {
	it('is durable, local, UTF-8 and asks for its password', async () => {
		const postgres = await start();
		expect(postgres.started).toBe(true);
		const settings = `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
			current_setting('full_page_writes') as pages, current_setting('listen_addresses') as listens,
			current_setting('server_encoding') as encoding, upper('é') as upper`;
		expect(await query(postgres.url, settings)).toEqual([
			{
				fsync: 'on',
				commit: 'on',
				pages: 'on',
				listens: '127.0.0.1',
				encoding: 'UTF8',
				upper: 'É'
			}
		]);
		const guess = new URL(postgres.url);
		guess.password = 'guess';
		await expect(query(guess.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
	});

	it('keeps what was written from one start to the next', async () => {
		const first = await start();
		await query(first.url, 'create table wins (name text)');
		await query(first.url, `insert into wins values ('Ada')`);
		await first.stop();
		const second = await start();
		expect(second.started).toBe(true);
		expect(await query(second.url, 'select name from wins')).toEqual([{ name: 'Ada' }]);
	});

	it('is adopted where it runs already', async () => {
		const first = await start();
		const second = await start();
		expect(second.started).toBe(false);
		expect(new URL(second.url).port).toBe(new URL(first.url).port);
	});

	it('is not taken away from another process that uses it', async () => {
		const postgres = await start();
		const other = new URL(postgres.url);
		other.searchParams.set('application_name', 'winbell-1');
		const client = new pg.Client({ connectionString: other.href });
		client.on('error', () => undefined);
		await client.connect();
		await postgres.stop();
		expect((await client.query('select 1 as here')).rows).toEqual([{ here: 1 }]);
		await client.end();
		expect((await start()).started).toBe(false);
	});

	it('comes back on its port when it is killed', async () => {
		const postgres = await start();
		const killed = findPostmaster(cluster)!.pid;
		process.kill(killed, 'SIGKILL');
		await vi.waitFor(
			async () => expect(await query(postgres.url, 'select 1 as here')).toEqual([{ here: 1 }]),
			{ timeout: 30_000 }
		);
		expect(findPostmaster(cluster)!.pid).not.toBe(killed);
		expect(isAlive(killed)).toBe(false);
	});

	it('is not misled by a file whose process is now another program', async () => {
		await (await start()).stop();
		writeFileSync(
			join(cluster, 'postmaster.pid'),
			`${process.pid}\n${cluster}\n1\n5432\n\n\n\nready\n`
		);
		expect(findPostmaster(cluster)).toBeUndefined();
		expect((await start()).started).toBe(true);
	});

	it('says in one sentence when the data folder cannot be one', async () => {
		const file = join(folder, 'a-file');
		writeFileSync(file, '');
		const refused = await startEmbeddedPostgres(join(file, 'data'));
		expect(refused.ok ? '' : refused.problem.detail).toMatch(
			/^The data folder .*a-file\/data cannot be used .* Give Winbell another one with WINBELL_DATA\.$/
		);
		expect(readFileSync(file, 'utf8')).toBe('');
	});
});
