import { sql } from 'drizzle-orm';
import pg from 'pg';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Announce } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { logError } from '#lib/platform/server/log.ts';
import { z } from 'zod';
import { EVERYTHING } from './channels.ts';

const CHANNEL = 'winbell';
/** PostgreSQL takes less than 8000. */
const PAYLOAD_BYTES = 7900;
const MESSAGES_AT_MOST = 20;
const RETRY_MS = 250;
const RETRY_AT_MOST_MS = 10_000;

const Message = z.object({ org: z.string(), facts: z.array(z.string()) });

export interface Listening {
	stop(): Promise<void>;
}

export interface ListenOptions {
	heard: Announce;
	/** The connection was away: something may have been announced meanwhile. */
	missed(): void;
}

/**
 * Hears what processes without sockets announce (see `notify`), on a connection of its own that
 * comes back by itself. Resolves when it listens for the first time; throws if that fails.
 */
export async function listen(url: string, options: ListenOptions): Promise<Listening> {
	const state: State = { url, options, stopped: false, client: undefined, timer: undefined };
	await connect(state);
	return {
		async stop() {
			state.stopped = true;
			clearTimeout(state.timer);
			await state.client?.end().catch(() => {});
		}
	};
}

interface State {
	url: string;
	options: ListenOptions;
	stopped: boolean;
	client: pg.Client | undefined;
	timer: NodeJS.Timeout | undefined;
}

async function connect(state: State): Promise<void> {
	const client = new pg.Client({
		connectionString: state.url,
		application_name: 'winbell-listen',
		keepAlive: true
	});
	client.on('error', (error) => !state.stopped && logError('realtime.listen', error));
	client.on('notification', ({ payload }) => hear(state, payload ?? ''));
	try {
		await client.connect();
		await client.query(`listen ${CHANNEL}`);
	} catch (error) {
		await client.end().catch(() => {});
		throw error;
	}
	state.client = client;
	client.on('end', () => {
		if (state.client !== client) return;
		state.client = undefined;
		again(state, RETRY_MS);
	});
}

function again(state: State, wait: number): void {
	if (state.stopped) return;
	state.timer = setTimeout(async () => {
		try {
			await connect(state);
			if (state.stopped) await state.client?.end();
			else state.options.missed();
		} catch (error) {
			logError('realtime.listen', error);
			again(state, Math.min(wait * 2, RETRY_AT_MOST_MS));
		}
	}, wait);
	state.timer.unref();
}

function hear(state: State, payload: string): void {
	try {
		const { org, facts } = Message.parse(JSON.parse(payload));
		state.options.heard(org as OrgId, facts);
	} catch (error) {
		logError('realtime.listen', error);
	}
}

/** `Announce` for a process without sockets. Await `settled` before the process or its pool ends. */
export type Notify = Announce & { settled(): Promise<void> };

export function notify(db: Queryable): Notify {
	const sending = new Set<Promise<void>>();
	const announce: Announce = (orgId, facts) => {
		if (!facts.length) return;
		const sent: Promise<void> = db
			.execute(
				sql`select pg_notify(${CHANNEL}, payload)
					from unnest(${sql.param(payloadsOf(orgId, facts))}::text[]) payload`
			)
			.then(
				() => {},
				(error) => logError('realtime.notify', error)
			)
			.finally(() => sending.delete(sent));
		sending.add(sent);
	};
	return Object.assign(announce, {
		async settled() {
			await Promise.all(sending);
		}
	});
}

/**
 * As few messages as hold the facts. Where those would be too many, everything may have moved, and
 * everybody is asked again.
 */
export function payloadsOf(org: OrgId, facts: string[]): string[] {
	const batches: string[][] = [];
	let room = 0;
	for (const fact of facts) {
		// Each fact with its comma; one that is too long for a message ends up alone in one.
		const size = Buffer.byteLength(JSON.stringify(fact)) + 1;
		if (size > room || !batches.length) {
			batches.push([]);
			room = PAYLOAD_BYTES - Buffer.byteLength(payloadOf(org, [])) + 1;
		}
		batches.at(-1)!.push(fact);
		room -= size;
	}
	const payloads = batches.map((batch) => payloadOf(org, batch));
	const fits = payloads.every((payload) => Buffer.byteLength(payload) <= PAYLOAD_BYTES);
	return fits && payloads.length <= MESSAGES_AT_MOST ? payloads : [payloadOf(org, [EVERYTHING])];
}

function payloadOf(org: OrgId, facts: string[]): string {
	return JSON.stringify({ org, facts });
}
