import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ok, refuse, type Result } from '../result.ts';

export interface Config {
	/** The folder that holds package.json, drizzle/ and node_modules/. */
	checkout: string;
	/** 0 takes any free port. */
	port: number;
	host: string;
	/** Absolute; a relative WINBELL_DATA starts at the checkout, wherever the program was started. */
	dataFolder: string;
	/** Absent: the embedded PostgreSQL in the data folder. */
	databaseUrl?: string;
	/** How browsers reach us behind a proxy, as `https://host[:port]`; absent: as their Host header says, by http. */
	origin?: string;
}

type Env = Record<string, string | undefined>;

/** Reads the environment; an empty variable counts as absent, a bad one is a sentence that names it. */
export function readConfig(env: Env): Result<Config> {
	const checkout = findCheckout();
	const port = readPort(env.PORT || '3000');
	const host = env.HOST || '0.0.0.0';
	const databaseUrl = env.DATABASE_URL || undefined;
	const origin = readOrigin(env.ORIGIN);
	if (port === undefined) return bad('PORT', env.PORT, 'a number from 0 to 65535, like 3000');
	if (!isIP(host) && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host))
		return bad('HOST', host, 'an address to listen on, like 0.0.0.0 or 127.0.0.1');
	if (databaseUrl && !isDatabaseUrl(databaseUrl))
		return refuse(
			'invalid',
			'DATABASE_URL is not the address of a PostgreSQL database: use one like postgres://user:password@host:5432/winbell.'
		);
	if (origin === null)
		return bad('ORIGIN', env.ORIGIN, 'the address people type, like https://winbell.example.com');
	return ok({
		checkout,
		port,
		host,
		dataFolder: resolve(checkout, env.WINBELL_DATA || 'data'),
		...(databaseUrl ? { databaseUrl } : {}),
		...(origin ? { origin } : {})
	});
}

// The password in a DATABASE_URL is why its value is never repeated.
function bad(name: string, value: string | undefined, wanted: string) {
	return refuse('invalid', `${name} is "${value}": use ${wanted}.`);
}

function readPort(text: string): number | undefined {
	return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

function isDatabaseUrl(text: string): boolean {
	return URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol);
}

/** Null when it is no origin. */
function readOrigin(text: string | undefined): string | undefined | null {
	if (!text) return undefined;
	if (!URL.canParse(text)) return null;
	const url = new URL(text);
	const bare = url.pathname === '/' && !url.search && !url.hash && !url.username;
	return bare && /^https?:$/.test(url.protocol) ? url.origin : null;
}

// Works for the sources, and for the bundles that the build makes of them.
function findCheckout(): string {
	let folder = dirname(fileURLToPath(import.meta.url));
	while (!isCheckout(folder)) {
		if (dirname(folder) === folder) throw new Error('No package.json of Winbell above this file.');
		folder = dirname(folder);
	}
	return folder;
}

function isCheckout(folder: string): boolean {
	const file = join(folder, 'package.json');
	return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'winbell';
}
