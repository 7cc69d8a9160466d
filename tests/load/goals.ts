import { count, ms, percentile, ratio, table, yesNo, type Pace } from './figures.ts';
import { growTree } from './goal-tree.ts';
import { openField, serve, type Field, type Ground, type Served } from './ground.ts';
import { inProcess, overHttp, type Load } from './ingest.ts';

const LOADS: Load[] = [
	{ name: 'one at a time, 32 clients', clients: 32, each: 1 },
	{ name: '500 at a time, 2 clients', clients: 2, each: 500 }
];
const SHARE = 0.8;
/** What follows from a turn is done before the next one begins, unless it takes longer than this. */
const FOLLOWED_MS = 120_000;

/** Ingest of a company of a thousand without goals and with a tree of them, turn by turn. */
export async function benchGoals(ground: Ground, short: boolean): Promise<void> {
	const [reps, goals] = short ? [100, 1_000] : [1_000, 10_000];
	const turns = short ? 2 : 4;
	const bare = await openField(await ground.database('goals_none'), reps);
	const grown = await openField(await ground.database('goals_many'), reps);
	await growTree(grown, { goals, levels: 100 });
	for (const { database } of [bare, grown]) await database.pool.query('vacuum analyze');
	const servers = [await serve(bare.database), await serve(grown.database)] as const;
	const rows: string[][] = [];
	try {
		for (const load of LOADS) {
			// A large call takes long, and those at either end of a turn are not counted. What follows from
			// them takes its quarter of the time in rounds of seconds: a shorter turn would be mostly the first.
			const seconds = short ? 1 : load.each === 1 ? 5 : 16;
			const own = (field: Field) => () => inProcess(field, load, seconds);
			const posted = (field: Field, server: Served) => async () => {
				const pace = await overHttp(field, server, load, seconds);
				await followed(field);
				return pace;
			};
			rows.push(
				await compare('ledger', load, turns, [own(bare), own(grown)]),
				await compare('API', load, turns, [posted(bare, servers[0]), posted(grown, servers[1])])
			);
		}
	} finally {
		for (const server of servers) await server.stop();
	}
	const head = ['activities/s', 'without', 'with', 'ratio', 'p99 ms without', 'with', 'goals'];
	table(
		`Ingest with ${count(goals)} goals in a tree of 100 levels (${count(reps)} reps, the last 28 days)`,
		head,
		rows
	);
	const { rows: above } = await grown.database.pool.query(
		`select count(*) as reached from goals g join goal_progress p
		on p.org_id = g.org_id and p.goal_id = g.id where p.value >= g.target`
	);
	console.log(`The goal is ${SHARE} of the speed without. ${above[0].reached} goals were reached.`);
}

/** Nobody's reactions weigh on the other's turn. */
async function followed({ database }: Field): Promise<void> {
	const until = performance.now() + FOLLOWED_MS;
	while (performance.now() < until) {
		const { rows } = await database.pool.query(
			'select exists (select from graphile_worker.jobs where run_at <= now()) as waits'
		);
		if (!rows[0].waits) return;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	console.log('(Not all that follows was done before the next turn.)');
}

type Turn = () => Promise<Pace>;

/** Alternating, so that what else the machine does meanwhile weighs on both alike. */
async function compare(
	name: string,
	load: Load,
	turns: number,
	[without, withGoals]: [Turn, Turn]
): Promise<string[]> {
	const sides: Pace[][] = [[], []];
	for (let turn = 0; turn < turns; turn++) {
		sides[0]!.push(await without());
		sides[1]!.push(await withGoals());
	}
	const speeds = sides.map(
		(side) => side.reduce((sum, { perSecond }) => sum + perSecond, 0) / turns
	);
	const p99s = sides.map((side) =>
		percentile(
			side.flatMap(({ took }) => took),
			0.99
		)
	);
	return [
		`${name}, ${load.name}`,
		...speeds.map(count),
		ratio(speeds[1]!, speeds[0]!),
		...p99s.map(ms),
		yesNo(speeds[1]! >= SHARE * speeds[0]!)
	];
}
