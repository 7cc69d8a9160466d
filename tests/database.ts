import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase, type Database } from '../src/lib/platform/server/database.ts';

const opened: { database: Database; name: string }[] = [];

/** A migrated, empty database for this test file alone; it is closed and dropped after the file's tests. */
export async function freshDatabase(): Promise<Database> {
	const { url, template } = inject('database');
	const name = `${template}_${randomBytes(6).toString('hex')}`;
	await administer(url, `create database ${name} template ${template}`);
	const own = new URL(url);
	own.pathname = `/${name}`;
	const database = openDatabase(own.href);
	opened.push({ database, name });
	return database;
}

/** Closes and drops what the file has opened; vitest calls it after each file. */
export async function dropDatabases(): Promise<void> {
	for (const { database, name } of opened.splice(0)) {
		if (!database.pool.ended) await database.close();
		await administer(inject('database').url, `drop database if exists ${name} with (force)`);
	}
}

async function administer(url: string, statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
}
