import pg from 'pg';
import { ok, refuse, type Result } from '../result.ts';

const OLDEST = 15;
const PATIENCE_MS = 10_000;

/**
 * One connection of its own, or the sentence that says why there is none and what to do. The
 * caller ends it; an error on it later is not thrown but ends it.
 */
export async function reachDatabase(url: string): Promise<Result<pg.Client>> {
	const client = new pg.Client({
		connectionString: url,
		application_name: 'winbell',
		connectionTimeoutMillis: PATIENCE_MS
	});
	client.on('error', () => undefined);
	try {
		await client.connect();
		const { rows } = await client.query(
			`select current_setting('server_version_num')::int / 10000 as major`
		);
		if (rows[0].major >= OLDEST) return ok(client);
		await client.end();
		return refuse(
			'unavailable',
			`PostgreSQL at ${place(client)} is version ${rows[0].major}, and Winbell needs ${OLDEST} or newer.`
		);
	} catch (error) {
		await client.end().catch(() => undefined);
		return refuse('unavailable', explain(error as Error & { code?: string }, client));
	}
}

function explain(error: Error & { code?: string }, client: pg.Client): string {
	const at = place(client);
	switch (error.code) {
		case '28P01':
		case '28000':
			return `PostgreSQL at ${at} refuses the user or password in DATABASE_URL. Correct them there.`;
		case '3D000':
			return `PostgreSQL at ${at} has no database "${client.database}". Create it, or correct DATABASE_URL.`;
		case '53300':
			return `PostgreSQL at ${at} has no connection left. Raise its max_connections, or stop another program that uses it.`;
		case 'ECONNREFUSED':
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
		case 'ETIMEDOUT':
			return nobody(at);
	}
	if (/timeout/i.test(error.message)) return nobody(at);
	return `PostgreSQL at ${at} does not let Winbell in (${error.message}). Check DATABASE_URL.`;
}

function nobody(at: string): string {
	return `No PostgreSQL answers at ${at}. Start it, correct DATABASE_URL, or leave that out to use the embedded database.`;
}

function place(client: pg.Client): string {
	return `${client.host}:${client.port}`;
}
