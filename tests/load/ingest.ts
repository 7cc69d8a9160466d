import pg from 'pg';
import { createLedger } from '#lib/metrics/activity/server/index.ts';
import { goalProjection } from '#lib/metrics/goals/server/index.ts';
import { entry, statement } from './activities.ts';
import { count, ms, pace, percentile, ratio, table, yesNo, type Pace } from './figures.ts';
import { openField, serve, type Field, type Ground, type Served } from './ground.ts';
import { knock } from './knock.ts';
import { pgbench } from './pgbench.ts';

export interface Load {
	name: string;
	clients: number;
	each: number;
	/** Work that a guardrail weighs, and its outcome. */
	guarded?: boolean;
	/** Per second, of which the API has to reach the first and the floor's share. */
	goal?: number;
}

const LOADS: Load[] = [
	{ name: 'one at a time, 1 client', clients: 1, each: 1 },
	{ name: 'one at a time, 32 clients', clients: 32, each: 1, goal: 1500 },
	{ name: 'one at a time, 64 clients', clients: 64, each: 1 },
	{ name: '500 at a time, 2 clients', clients: 2, each: 500, goal: 10_000 },
	{ name: 'guarded, 32 clients', clients: 32, each: 1, guarded: true }
];
const SHARE = 0.7;
const P99_MS = 50;

/** Single and bulk ingest: the ledger's statement by itself, the ledger, and the API. */
export async function benchIngest(ground: Ground, short: boolean): Promise<void> {
	const seconds = short ? 1 : 8;
	const loads = short ? LOADS.filter(({ goal }) => goal) : LOADS;
	const bare = await openField(await ground.database('ingest_bare'), 50);
	const ledger = await openField(await ground.database('ingest_ledger'), 50);
	const api = await openField(await ground.database('ingest_api'), 50);
	const server = await serve(api.database);
	const rows: string[][] = [];
	try {
		for (const load of loads) {
			const driver = await bareDriver(bare, load, seconds);
			// As many as the driver got through, so that both take about as long.
			const times = Math.ceil((driver.perSecond * seconds) / load.each);
			const bench = await pgbench(bare, load.clients, load.each, times);
			const own = await inProcess(ledger, load, seconds);
			const posted = await overHttp(api, server, load, seconds);
			rows.push(rowOf(load, { driver, bench, own, posted }));
		}
	} finally {
		await server.stop();
	}
	const head = [
		'activities/s',
		'pgbench',
		'bare driver',
		'ledger',
		'API',
		'API/floor',
		'p50 ms',
		'p99',
		'goals'
	];
	table('Ingest, durable (50 reps, the last 28 days)', head, rows);
	console.log(
		`The floor is pgbench, or the bare driver where pgbench is missing. A guardrail has no statement\n` +
			`of its own to compare with: its floor is the unguarded one's.`
	);
}

interface Measured {
	driver: Pace;
	bench: number | undefined;
	own: Pace;
	posted: Pace;
}

function rowOf({ name, goal }: Load, { driver, bench, own, posted }: Measured): string[] {
	const floor = bench ?? driver.perSecond;
	const p99 = percentile(posted.took, 0.99);
	const reached =
		posted.perSecond >= (goal ?? 0) &&
		posted.perSecond >= SHARE * floor &&
		(goal !== 1500 || p99 <= P99_MS);
	return [
		name,
		bench === undefined ? 'missing' : count(bench),
		...[driver, own, posted].map(({ perSecond }) => count(perSecond)),
		ratio(posted.perSecond, floor),
		ms(percentile(posted.took, 0.5)),
		ms(p99),
		goal ? yesNo(reached) : ''
	];
}

/** As pgbench does it: a connection a client, the prepared statement, each its own transaction. */
async function bareDriver(field: Field, load: Load, seconds: number): Promise<Pace> {
	const clients: pg.Client[] = [];
	for (let i = 0; i < load.clients; i += 1) {
		const client = new pg.Client({ connectionString: field.database.url });
		await client.connect();
		clients.push(client);
	}
	const ready = readyFor(load, seconds, () => statement(field, load.each));
	let sent = 0;
	const measured = await pace(load.clients, seconds, load.each, async (i) => {
		const next = ready[sent++] ?? statement(field, load.each);
		await clients[i]!.query({ name: 'apply', ...next });
	});
	for (const client of clients) await client.end();
	return measured;
}

/** More than a load gets through, so that nothing is made in the time that is measured. */
function readyFor<Sent>({ each }: Load, seconds: number, make: () => Sent): Sent[] {
	return Array.from({ length: (each === 1 ? 5000 : 40) * seconds }, make);
}

/** The ledger without HTTP around it, and without what follows from an activity. */
export async function inProcess(field: Field, load: Load, seconds: number): Promise<Pace> {
	const ledger = createLedger(field.context, [goalProjection]);
	const { orgId } = field;
	return pace(load.clients, seconds, load.each, async () => {
		const entries = Array.from({ length: load.each }, () => entry(field, load.guarded));
		const { recorded } = await ledger.record({ orgId, recordedBy: 'bench', entries, quiet: true });
		if (recorded !== load.each) throw new Error(`only ${recorded} of ${load.each} were recorded`);
	});
}

/**
 * The same through the API, each client on a connection of its own. What it sends is written before
 * the time is taken, as the bare driver's is.
 */
export async function overHttp(
	field: Field,
	server: Served,
	load: Load,
	seconds: number
): Promise<Pace> {
	const clients = Array.from({ length: load.clients }, () => knock(server.url, field.key));
	const body = () => {
		const activities = Array.from({ length: load.each }, () => entry(field, load.guarded));
		return JSON.stringify({ activities });
	};
	const ready = readyFor(load, seconds, body);
	try {
		let sent = 0;
		return await pace(load.clients, seconds, load.each, async (i) => {
			const answer = await clients[i]!.send('/api/v1/activities', ready[sent++] ?? body());
			const { recorded } = JSON.parse(answer) as { recorded: number };
			if (recorded !== load.each) throw new Error(answer.slice(0, 500));
		});
	} finally {
		for (const client of clients) client.end();
	}
}
