import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { foundOrganization } from '#lib/app/server/found-organization.ts';
import { addMember, addTeam, createKey, moveMember } from '#lib/identity/server/index.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import type { Metric } from '#lib/metrics/metric.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { systemClock } from '#lib/platform/server/clock.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { migrate, openDatabase, type Database } from '#lib/platform/server/database.ts';
import { startEmbeddedPostgres } from '#lib/platform/server/embedded-postgres.ts';
import type { Result } from '#lib/platform/result.ts';

const CHECKOUT = join(import.meta.dirname, '../..');

/** A PostgreSQL for one run. */
export interface Ground {
	version: string;
	/** An empty, migrated database. */
	database(name: string): Promise<Database>;
	close(): Promise<void>;
}

/** An organization to measure on. */
export interface Field {
	database: Database;
	context: Context;
	orgId: OrgId;
	adminId: MemberId;
	reps: Rep[];
	metrics: Metric[];
	/** May send activities and read boards. */
	key: string;
}

export interface Rep {
	id: MemberId;
	teamId: string;
	email: string;
}

export interface Served {
	url: string;
	stop(): Promise<void>;
}

/** Starts it with commit times kept, which the way to the screen is measured from. */
export async function openGround(): Promise<Ground> {
	const folder = mkdtempSync(join(tmpdir(), 'winbell-bench-'));
	const first = take(await startEmbeddedPostgres(folder));
	await query(first.url, 'alter system set track_commit_timestamp = on');
	await first.stop();
	const postgres = take(await startEmbeddedPostgres(folder));
	const [row] = await query(postgres.url, 'show server_version');
	const databases: Database[] = [];
	return {
		version: String(row?.server_version),
		async database(name) {
			await query(postgres.url, `create database ${name}`);
			const url = new URL(postgres.url);
			url.pathname = `/${name}`;
			await migrate(url.href, join(CHECKOUT, 'drizzle'));
			const database = openDatabase(url.href, { max: 40 });
			databases.push(database);
			return database;
		},
		async close() {
			for (const database of databases) await database.close();
			// A pool has ended before its connections have quite gone.
			await new Promise((resolve) => setTimeout(resolve, 200));
			await postgres.stop();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

export async function openField(database: Database, reps: number): Promise<Field> {
	const { db } = database;
	const context: Context = { db, clock: systemClock, announce: () => {} };
	const now = systemClock.now();
	const { organization, adminId } = take(
		await foundOrganization(context, {
			name: 'Halden & Co',
			timeZone: 'Europe/Berlin',
			currency: 'EUR',
			weekStart: 1,
			admin: { name: 'Greta Lindqvist', email: 'greta@halden.example', password: 'one bell a win' }
		})
	);
	const { id: orgId } = organization;
	const teams: string[] = [];
	for (const name of ['Northern Lights', 'Harbour Crew'])
		teams.push((await addTeam(db, orgId, { name })).id);
	const people: Rep[] = [];
	for (let number = 1; number <= reps; number += 1) {
		const email = `rep${number}@halden.example`;
		const added = take(
			await addMember(db, orgId, { name: `Rep Number ${number}`, email, role: 'rep' }, now)
		);
		const teamId = teams[number % teams.length]!;
		await moveMember(db, orgId, added.id, teamId as never, '1900-01-01');
		people.push({ id: added.id, teamId, email });
	}
	const { key } = await createKey(
		context,
		orgId,
		{ name: 'bench', scopes: ['activities:write', 'boards:read'] },
		adminId
	);
	const metrics = await listMetrics(db, orgId, now.toISOString().slice(0, 10));
	return { database, context, orgId, adminId, reps: people, metrics, key };
}

/** The built app on a database, as `npm start` runs it. */
export async function serve(database: Database): Promise<Served> {
	const folder = mkdtempSync(join(tmpdir(), 'winbell-bench-data-'));
	const child = spawn(process.execPath, ['src/start.mjs'], {
		cwd: CHECKOUT,
		env: {
			...process.env,
			DATABASE_URL: database.url,
			WINBELL_DATA: folder,
			HOST: '127.0.0.1',
			PORT: process.env.PORT ?? '0',
			NODE_ENV: 'production'
		}
	});
	let talk = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text) => (talk += text));
	while (!talk.includes('Ctrl-C stops it')) {
		if (child.exitCode !== null) throw new Error(`Winbell did not start:\n${talk}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	return {
		url: /Here +(\S+)/.exec(talk)![1]!,
		async stop() {
			const ended = once(child, 'exit');
			child.kill('SIGTERM');
			await ended;
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

export function take<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(result.problem.detail);
	return result.value;
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return (await client.query(statement)).rows;
	} finally {
		await client.end();
	}
}
