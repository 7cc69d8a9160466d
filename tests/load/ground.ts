import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { foundOrganization } from '#lib/app/server/found-organization.ts';
import { addTeam, createKey } from '#lib/identity/server/index.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import type { Metric } from '#lib/metrics/metric.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { systemClock } from '#lib/platform/server/clock.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { migrate, openDatabase, type Database } from '#lib/platform/server/database.ts';
import { startEmbeddedPostgres } from '#lib/platform/server/embedded-postgres.ts';
import type { Result } from '#lib/platform/result.ts';
import { CHECKOUT, startArguments } from '../npm-start.ts';

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
	pid: number;
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
	let template: Promise<string> | undefined;
	return {
		version: String(row?.server_version),
		async database(name) {
			template ??= makeTemplate(postgres.url);
			await query(postgres.url, `create database ${name} template ${await template}`);
			const database = openDatabase(at(postgres.url, name), { max: 40 });
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

/** Migrated once: every database of a run is a copy of it. Answers its name. */
async function makeTemplate(url: string): Promise<string> {
	await query(url, 'create database migrated');
	await migrate(at(url, 'migrated'), join(CHECKOUT, 'drizzle'));
	return 'migrated';
}

function at(url: string, database: string): string {
	const other = new URL(url);
	other.pathname = `/${database}`;
	return other.href;
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
	const people = await addReps(database, orgId, teams, reps);
	const { key } = await createKey(
		context,
		orgId,
		{ name: 'bench', scopes: ['activities:write', 'boards:read'] },
		adminId
	);
	const metrics = await listMetrics(db, orgId, now.toISOString().slice(0, 10));
	return { database, context, orgId, adminId, reps: people, metrics, key };
}

/** By SQL: one by one, ten thousand people would take longer than what is measured on them. */
async function addReps(
	{ pool }: Database,
	orgId: OrgId,
	teams: string[],
	count: number
): Promise<Rep[]> {
	const people = Array.from({ length: count }, (_, i): Rep => ({
		id: newId<'member'>(systemClock.now()),
		teamId: teams[i % teams.length]!,
		email: `rep${i + 1}@halden.example`
	}));
	const [ids, emails] = [people.map(({ id }) => id), people.map(({ email }) => email)];
	await pool.query(
		`insert into members (org_id, id, reference, name, email, role)
		select $1, id, email, 'Rep Number ' || nr, email, 'rep'
		from unnest($2::uuid[], $3::text[]) with ordinality as p(id, email, nr)`,
		[orgId, ids, emails]
	);
	await pool.query(
		`insert into team_memberships (org_id, member_id, team_id, starts_on)
		select $1, id, team, '1900-01-01' from unnest($2::uuid[], $3::uuid[]) as p(id, team)`,
		[orgId, ids, people.map(({ teamId }) => teamId)]
	);
	return people;
}

/** The built app on a database, as `npm start` runs it. */
export async function serve(database: Database): Promise<Served> {
	const folder = mkdtempSync(join(tmpdir(), 'winbell-bench-data-'));
	const child = spawn(process.execPath, startArguments(), {
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
		pid: child.pid!,
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
