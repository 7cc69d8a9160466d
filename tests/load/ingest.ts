import { Agent, request } from 'node:http';
import pg from 'pg';
import { goalProjection } from '#lib/metrics/goals/server/index.ts';
import { createLedger } from '#lib/metrics/activity/server/index.ts';
import { entry, statement, type Statement } from './activities.ts';
import { count, ms, pace, percentile, table, type Pace } from './figures.ts';
import { openField, serve, type Field, type Ground } from './ground.ts';

interface Load {
	name: string;
	clients: number;
	each: number;
}

const LOADS: Load[] = [
	{ name: 'one at a time, 1 client', clients: 1, each: 1 },
	{ name: 'one at a time, 32 clients', clients: 32, each: 1 },
	{ name: '500 at a time, 2 clients', clients: 2, each: 500 }
];

/** Single and bulk ingest: the ledger's statement by a bare driver, the ledger, and the API. */
export async function benchIngest(ground: Ground, short: boolean): Promise<void> {
	const seconds = short ? 1 : 8;
	const raw = await openField(await ground.database('ingest_raw'), 50);
	const ledger = await openField(await ground.database('ingest_ledger'), 50);
	const api = await openField(await ground.database('ingest_api'), 50);
	const rows: string[][] = [];
	for (const load of LOADS) {
		const bare = await bareSql(raw, load, seconds);
		const own = await inProcess(ledger, load, seconds);
		const posted = await overHttp(api, load, seconds);
		rows.push([
			load.name,
			...[bare, own, posted].map(({ perSecond }) => count(perSecond)),
			(posted.perSecond / bare.perSecond).toFixed(2),
			ms(percentile(posted.took, 0.5)),
			ms(percentile(posted.took, 0.99))
		]);
	}
	const head = ['activities/s', 'raw SQL', 'ledger', 'API', 'API/raw', 'API p50 ms', 'p99 ms'];
	table('Ingest, durable (50 reps, 4 metrics, the last 28 days)', head, rows);
}

/** As pgbench does it: a connection a client, the prepared statement, each its own transaction. */
async function bareSql(field: Field, load: Load, seconds: number): Promise<Pace> {
	const clients: pg.Client[] = [];
	for (let i = 0; i < load.clients; i += 1) {
		const client = new pg.Client({ connectionString: field.database.url });
		await client.connect();
		clients.push(client);
	}
	const queue: Statement[] = [];
	const refill = (size: number) => {
		while (queue.length < size) queue.push(statement(field, load.each));
	};
	refill(load.each === 1 ? 6000 * seconds : 40 * seconds);
	const measured = await pace(load.clients, seconds, load.each, async (i) => {
		const next = queue.pop() ?? statement(field, load.each);
		await clients[i]!.query({ name: 'apply', ...next });
	});
	for (const client of clients) await client.end();
	return measured;
}

async function inProcess(field: Field, load: Load, seconds: number): Promise<Pace> {
	const ledger = createLedger(field.context, [goalProjection]);
	const { orgId } = field;
	return pace(load.clients, seconds, load.each, async () => {
		const entries = Array.from({ length: load.each }, () => entry(field));
		const { recorded } = await ledger.record({ orgId, recordedBy: 'bench', entries, quiet: true });
		if (recorded !== load.each) throw new Error(`only ${recorded} of ${load.each} were recorded`);
	});
}

async function overHttp(field: Field, load: Load, seconds: number): Promise<Pace> {
	const server = await serve(field.database);
	const agent = new Agent({ keepAlive: true, maxSockets: load.clients });
	try {
		return await pace(load.clients, seconds, load.each, async () => {
			const activities = Array.from({ length: load.each }, () => entry(field));
			const answer = await post(server.url, agent, field.key, { activities });
			const { recorded } = JSON.parse(answer) as { recorded: number };
			if (recorded !== load.each) throw new Error(answer.slice(0, 500));
		});
	} finally {
		agent.destroy();
		await server.stop();
	}
}

/** Sends activities to the API and answers its body. Throws on anything but 200. */
export function post(url: string, agent: Agent, key: string, body: unknown): Promise<string> {
	return send(agent, `${url}/api/v1/activities`, key, JSON.stringify(body));
}

export function send(agent: Agent, url: string, key: string, body?: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
		const method = body === undefined ? 'GET' : 'POST';
		const sent = request(url, { method, agent, headers }, (response) => {
			let text = '';
			response.setEncoding('utf8').on('data', (part) => (text += part));
			response.on('end', () =>
				response.statusCode === 200
					? resolve(text)
					: reject(new Error(`${response.statusCode} ${text.slice(0, 500)}`))
			);
		});
		sent.on('error', reject).end(body);
	});
}
