import { sql } from 'drizzle-orm';
import { drizzle, type NodePgDatabase, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import { migrate as migrateDrizzle } from 'drizzle-orm/node-postgres/migrator';
import { runMigrations as migrateJobs } from 'graphile-worker';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { logError } from './log.ts';

/** The pool, or the transaction somebody holds: every verb takes one of them as its first argument. */
export type Queryable = PgDatabase<NodePgQueryResultHKT>;

export interface Database {
	db: NodePgDatabase;
	pool: pg.Pool;
	/** Connection string, for what needs a session of its own (LISTEN, advisory locks). */
	url: string;
	close(): Promise<void>;
}

// One key for every process that migrates the same database.
const MIGRATION_LOCK = 7_311_904_001;

export function openDatabase(
	url: string,
	options: { max?: number; searchPath?: string } = {}
): Database {
	const pool = new pg.Pool({
		connectionString: url,
		max: options.max ?? 10,
		application_name: 'winbell',
		// Statements of one connection that do not wait for each other share a round trip.
		pipeline: true,
		...(options.searchPath ? { options: `-c search_path=${options.searchPath}` } : {})
	});
	// Without listeners a connection that dies idle takes the process with it.
	pool.on('error', (error) => logError('database.connection', error));
	pool.on('connect', (client) =>
		client.on('error', (error) => logError('database.connection', error))
	);
	return { db: drizzle(pool), pool, url, close: () => pool.end() };
}

/**
 * Brings the schema up to date. Several processes may start at once: one dedicated client holds an
 * advisory lock meanwhile, because four of five concurrent migrators fail otherwise.
 */
export async function migrate(url: string, folder: string): Promise<void> {
	const client = new pg.Client({ connectionString: url, application_name: 'winbell-migrate' });
	client.on('error', (error) => logError('database.migrate', error));
	await client.connect();
	try {
		await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
		await migrateDrizzle(drizzle(client), { migrationsFolder: folder });
		await migrateJobs({ connectionString: url });
	} finally {
		await client.end();
	}
}

/** Whether the database answers at all. */
export async function isReachable(db: Queryable): Promise<boolean> {
	try {
		await db.execute(sql`select 1`);
		return true;
	} catch {
		return false;
	}
}

const TRIES = 4;

/** Runs a transaction again that lost a race (deadlock, serialization), a few times at most. */
export async function retried<T>(run: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await run();
		} catch (error) {
			if (attempt === TRIES || !isRetryable(error)) throw error;
		}
	}
}

function isRetryable(error: unknown): boolean {
	const code = codeOf(error);
	return code === '40P01' || code === '40001';
}

/** A statement that came after another of its transaction had failed. */
export function isAborted(error: unknown): boolean {
	return codeOf(error) === '25P02';
}

export function isUniqueViolation(error: unknown, constraint?: string): boolean {
	if (codeOf(error) !== '23505') return false;
	return !constraint || (rootOf(error) as { constraint?: string }).constraint === constraint;
}

/** A sum that leaves the range of its column. */
export function isTooLarge(error: unknown): boolean {
	return codeOf(error) === '22003';
}

function codeOf(error: unknown): string | undefined {
	return (rootOf(error) as { code?: string } | undefined)?.code;
}

// Drizzle wraps the driver's error in its own.
function rootOf(error: unknown): unknown {
	return error instanceof Error && error.cause ? error.cause : error;
}
