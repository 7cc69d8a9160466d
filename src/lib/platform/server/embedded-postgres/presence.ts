import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/**
 * One idle connection that every process holds on the embedded PostgreSQL while it uses it. It
 * ends with the process however that ends, so the connections count the users, and it ends with
 * PostgreSQL, so its end tells that PostgreSQL died.
 */
export interface Presence {
	/** True when no other process of ours was there; then none can come before `leave`. */
	isLast(): Promise<boolean>;
	leave(): Promise<void>;
}

// Whoever leaves holds it, so that of two that leave at once the second sees the first gone.
const LEAVING = 7_311_904_005;
const GONE_MS = 400;

// The driver has these without saying so in its types.
type KeepsAlive = pg.Client & { ref(): void; unref(): void };

/** The name under which all connections of this process are known to PostgreSQL. */
export function connectionName(): string {
	return `winbell-${process.pid}`;
}

/** Throws the driver's error when PostgreSQL does not let us in (yet). */
export async function bePresent(
	url: string,
	cluster: string,
	onLost: () => void
): Promise<Presence> {
	const client = new pg.Client({ connectionString: url }) as KeepsAlive;
	let here = true;
	// The end follows each error and says all there is to know.
	client.on('error', () => undefined);
	await client.connect();
	const { rows } = await client.query('show data_directory');
	if (resolve(rows[0].data_directory) !== resolve(cluster)) {
		await client.end();
		throw new Error(`Another database than ${cluster} answers.`);
	}
	await makeDatabase(client);
	client.on('end', () => here && onLost());
	client.unref();
	return {
		async isLast() {
			client.ref();
			await client.query('select pg_advisory_lock($1)', [LEAVING]);
			const until = Date.now() + GONE_MS;
			while (await someoneElse(client)) {
				if (Date.now() > until) return false;
				await sleep(20);
			}
			return true;
		},
		async leave() {
			here = false;
			client.ref();
			await client.end().catch(() => undefined);
		}
	};
}

async function someoneElse(client: pg.Client): Promise<boolean> {
	const { rowCount } = await client.query(
		`select 1 from pg_stat_activity where application_name like 'winbell%' and application_name <> $1`,
		[connectionName()]
	);
	return rowCount !== 0;
}

async function makeDatabase(client: pg.Client): Promise<void> {
	const { rowCount } = await client.query(`select 1 from pg_database where datname = 'winbell'`);
	if (rowCount) return;
	await client.query('create database winbell').catch((error) => {
		// Another process was faster.
		if (error.code !== '42P04' && error.code !== '23505') throw error;
	});
}
