import { Agent } from 'node:http';
import pg from 'pg';
import { parseBoardQuery } from '#lib/metrics/standings/board-query.ts';
import { readBoard } from '#lib/metrics/standings/server/index.ts';
import { statement } from './activities.ts';
import { count, ms, pace, percentile, table, type Pace } from './figures.ts';
import { openField, serve, take, type Field, type Ground } from './ground.ts';
import { send } from './ingest.ts';

const BOARDS = [
	{ name: 'points, week', address: 'metric=points&period=week' },
	{ name: 'revenue, quarter', address: 'metric=revenue&period=quarter' },
	{ name: 'points, quarter, by team', address: 'metric=points&period=quarter&by=team' }
];
const BATCH = 2000;
/** Spread over nine months, so that most of it lies in other periods than the board's. */
const DAYS = 270;

/** The same boards over a small and a large ledger. */
export async function benchBoards(ground: Ground, short: boolean): Promise<void> {
	const field = await openField(await ground.database('boards'), 50);
	const seconds = short ? 0.5 : 3;
	const rows: string[][] = [];
	let size = 0;
	for (const target of short ? [2000, 20_000] : [10_000, 1_000_000]) {
		await fill(field, target - size);
		size = target;
		await field.database.pool.query('vacuum analyze');
		const server = await serve(field.database);
		const agent = new Agent({ keepAlive: true });
		for (const { name, address } of BOARDS) {
			const read = await readInProcess(field, address, seconds);
			const url = `${server.url}/api/v1/boards?${address}`;
			const api = await pace(1, seconds, 1, async () => void (await send(agent, url, field.key)));
			const summed = await sumLedger(field, address, short ? 3 : 20);
			rows.push([`${count(size)}: ${name}`, ...timed(read), ...timed(api), ms(summed)]);
		}
		agent.destroy();
		await server.stop();
	}
	const head = ['ms', 'read p50', 'p99', 'API p50', 'p99', 'summing the ledger p50'];
	table('Boards of 50 reps, by number of activities', head, rows);
}

function timed({ took }: Pace): string[] {
	return [ms(percentile(took, 0.5)), ms(percentile(took, 0.99))];
}

async function readInProcess(field: Field, address: string, seconds: number): Promise<Pace> {
	const query = parseBoardQuery(new URLSearchParams(address))!;
	return pace(1, seconds, 1, async () => {
		const { board } = take(await readBoard(field.context.db, field.orgId, query, new Date()));
		if (!board.rows.length) throw new Error(`nobody on ${address}`);
	});
}

/** What the board would cost without totals. */
async function sumLedger(field: Field, address: string, times: number): Promise<number> {
	const query = parseBoardQuery(new URLSearchParams(address))!;
	const { board } = take(await readBoard(field.context.db, field.orgId, query, new Date()));
	const metric = field.metrics.find(({ key }) => key === query.metric)?.id ?? null;
	const who = query.by === 'team' ? 'team_id' : 'member_id';
	const took: number[] = [];
	for (let i = 0; i < times; i += 1) {
		const begun = performance.now();
		await field.database.pool.query(
			`select ${who}, sum(value), count(*) from activities
			where org_id = $1 and day between $2 and $3 and ($4::uuid is null or metric_id = $4)
			group by ${who} order by 2 desc`,
			[field.orgId, board.period.start, board.period.end, metric]
		);
		took.push(performance.now() - begun);
	}
	return percentile(took, 0.5);
}

/** Adds to the ledger by its own statement, on two connections. */
async function fill(field: Field, activities: number): Promise<void> {
	let left = Math.ceil(activities / BATCH);
	const connection = async () => {
		const client = new pg.Client({ connectionString: field.database.url });
		await client.connect();
		while (left-- > 0) {
			await client.query({ name: 'apply', ...statement(field, BATCH, DAYS) });
			if (left % 50 === 0) process.stderr.write(`${count(left * BATCH)} activities to go\n`);
		}
		await client.end();
	};
	await Promise.all([connection(), connection()]);
}
