import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { topics } from '../../src/lib/app/server/topics.ts';
import type { HeldGoals } from '../../src/lib/metrics/goals/server/index.ts';
import type { Boards } from '../../src/lib/metrics/standings/server/index.ts';
import type { Context } from '../../src/lib/platform/server/context.ts';

interface Server {
	load?: unknown;
	actions?: Record<string, unknown>;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'fallback'];

const pages = import.meta.glob('/src/routes/**/+page.svelte');
const pageServers = import.meta.glob<Server>('/src/routes/**/+page.server.ts');
const endpoints = import.meta.glob<Record<string, unknown>>('/src/routes/**/+server.ts');

/** Every way in, by the name its row has: `GET /goals/[goal]`, `POST /goals?/tap`, `TOPIC board`. */
export async function listDoors(): Promise<string[]> {
	const doors = new Set<string>();
	for (const file of [...Object.keys(pages), ...Object.keys(pageServers)])
		doors.add(`GET ${routeOf(file)}`);
	for (const [file, open] of Object.entries(pageServers))
		for (const action of Object.keys((await open()).actions ?? {}))
			doors.add(`POST ${routeOf(file)}${action === 'default' ? '' : `?/${action}`}`);
	for (const [file, open] of Object.entries(endpoints))
		for (const method of Object.keys(await open()))
			if (METHODS.includes(method)) doors.add(`${method} ${routeOf(file)}`);
	for (const { name } of topics({} as Context, {} as Boards, {} as HeldGoals))
		doors.add(`TOPIC ${name}`);
	for (const event of socketEvents()) doors.add(`EVENT ${event}`);
	return [...doors];
}

function routeOf(file: string): string {
	const folders = file.split('/').slice(3, -1);
	return `/${folders.filter((name) => !/^\(.*\)$/.test(name)).join('/')}`;
}

// What a client may send is a type, and gone when this runs: its source is what there is to read.
function socketEvents(): string[] {
	const file = join(import.meta.dirname, '../../src/lib/realtime/protocol.ts');
	const body = /interface ClientEvents \{([\s\S]*?)\n\}/.exec(readFileSync(file, 'utf8'))?.[1];
	return [...(body ?? '').matchAll(/^\t(\w+)\(/gm)].map(([, name]) => name!);
}
