import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../src/lib/platform/server/database.ts';
import { startEmbeddedPostgres } from '../src/lib/platform/server/embedded-postgres.ts';
import { hush } from '../src/lib/platform/server/log.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** A database to create others from, and the migrated template to create them as. */
		database: { url: string; template: string };
	}
}

/** One PostgreSQL for the whole run, with one migrated database that every file gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	hush();
	const server = await startServer();
	const template = `winbell_test_${process.pid}`;
	await run(server.url, `create database ${template}`);
	await migrate(named(server.url, template), join(import.meta.dirname, '../drizzle'));
	project.provide('database', { url: server.url, template });
	return async () => {
		await run(server.url, `drop database if exists ${template} with (force)`);
		await server.stop();
	};
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
	const given = process.env.TEST_DATABASE_URL;
	if (given) return { url: given, stop: async () => undefined };
	const folder = mkdtempSync(join(tmpdir(), 'winbell-test-'));
	const embedded = await startEmbeddedPostgres(folder);
	if (!embedded.ok) throw new Error(embedded.problem.detail);
	// Nothing here needs to survive a crash.
	for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
		await run(embedded.value.url, `alter system set ${setting} = off`);
	await run(embedded.value.url, 'select pg_reload_conf()');
	return {
		url: embedded.value.url,
		async stop() {
			await embedded.value.stop();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

async function run(url: string, statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
}

function named(url: string, database: string): string {
	const other = new URL(url);
	other.pathname = `/${database}`;
	return other.href;
}
