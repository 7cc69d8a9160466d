import { join } from 'node:path';
import { readConfig, type Config } from '#lib/platform/server/config.ts';
import { migrate, openDatabase, type Database } from '#lib/platform/server/database.ts';
import { startEmbeddedPostgres } from '#lib/platform/server/embedded-postgres.ts';
import { say } from '#lib/platform/server/log.ts';
import { takeServerLock } from '#lib/platform/server/process-lock.ts';
import type { Problem, Result } from '#lib/platform/result.ts';

/** What stays for the life of the process, also when code is reloaded in development. */
export interface Foundation {
	config: Config;
	database: Database;
	close(): Promise<void>;
}

/** The sentence of a refusal, thrown to whoever started the program; it prints nothing else. */
class StartRefused extends Error {
	constructor(readonly problem: Problem) {
		super(problem.detail);
	}
}

/** Reads the configuration, finds or starts PostgreSQL, takes the server's place and migrates. */
export async function layFoundation(env: NodeJS.ProcessEnv): Promise<Foundation> {
	const config = take(readConfig(env));
	const postgres = await reachPostgres(config);
	try {
		const lock = take(await takeServerLock(postgres.url));
		await migrate(postgres.url, join(config.checkout, 'drizzle'));
		const database = openDatabase(postgres.url);
		return {
			config,
			database,
			async close() {
				await database.close();
				await lock.release();
				await postgres.stop();
			}
		};
	} catch (error) {
		await postgres.stop();
		throw error;
	}
}

async function reachPostgres(config: Config): Promise<{ url: string; stop(): Promise<void> }> {
	if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => {} };
	say('Starting the database…');
	return take(await startEmbeddedPostgres(config.dataFolder));
}

function take<T>(result: Result<T>): T {
	if (!result.ok) throw new StartRefused(result.problem);
	return result.value;
}
