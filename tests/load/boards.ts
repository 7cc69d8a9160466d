import { createLedger, type Entry } from '#lib/metrics/activity/server/index.ts';
import { diffBoard } from '#lib/metrics/standings/board.ts';
import { diffPlace } from '#lib/metrics/standings/place-window.ts';
import { createBoards, readBoard } from '#lib/metrics/standings/server/index.ts';
import { entry } from './activities.ts';
import { BOARD } from './fanout.ts';
import { count, ms, percentile, ratio, table, yesNo } from './figures.ts';
import { openField, take, type Field, type Ground } from './ground.ts';
import { startRedis, type Redis } from './redis.ts';

const GOAL_MS = 3;
const KEY = 'board';

type Took = Record<string, number[]>;

/** One board with 10,000 members (1,000 in the short form): in memory, read whole, and as a sorted set in Redis. */
export async function benchBoards(ground: Ground, short: boolean): Promise<void> {
	const members = short ? 1_000 : 10_000;
	const field = await openField(await ground.database('boards'), members);
	const took = await ours(field, short ? 200 : 2000, short ? 5 : 20);
	const redis = await startRedis();
	const floor = redis && (await sortedSet(redis, members, short ? 500 : 5000));
	await redis?.stop();
	const rows = Object.entries(took).map(([name, times]) => [name, ...timed(times), '']);
	const own = took['top 50 and my neighbours']!;
	rows.find(([name]) => name === 'top 50 and my neighbours')![3] = yesNo(
		percentile(own, 0.99) <= GOAL_MS
	);
	rows.push(['Redis: one score moved, whole top 50, rank, neighbours', ...timed(floor ?? []), '']);
	table(`A board of ${count(members)} members`, ['ms', 'p50', 'p99', 'goal'], rows);
	if (!floor) return console.log('redis-server is not installed: Debian has it as redis-server.');
	const share = ratio(percentile(floor, 0.5), percentile(own, 0.5));
	console.log(`Redis takes ${share} times as long as the board in memory for the same question.`);
}

function timed(times: number[]): string[] {
	return [0.5, 0.99].map((share) => (times.length ? ms(percentile(times, share)) : 'missing'));
}

async function ours(field: Field, times: number, wholes: number): Promise<Took> {
	const { context, orgId, reps } = field;
	const boards = createBoards(context);
	const heard: typeof context.announce = (org, facts) => void boards.heard(org, facts);
	const ledger = createLedger({ ...context, announce: heard });
	const record = (entries: Entry[]) =>
		ledger.record({ orgId, recordedBy: 'bench', entries, quiet: true });
	const today = new Date().toISOString().slice(0, 10);
	const everybody = reps.map(({ email }) => ({
		...entry(field),
		member: email,
		occurredAt: today
	}));
	for (let from = 0; from < reps.length; from += 1000)
		await record(everybody.slice(from, from + 1000));
	const held = async () => take(await boards.read(orgId, BOARD));
	const somebody = () => reps[Math.floor(Math.random() * reps.length)]!;
	const took: Took = {};
	const measure = async <T>(name: string, work: () => Promise<T> | T): Promise<T> => {
		const begun = performance.now();
		const result = await work();
		(took[name] ??= []).push(performance.now() - begun);
		return result;
	};
	for (let i = 0; i < wholes; i += 1)
		await measure('read whole from the database', async () =>
			take(await readBoard(context.db, orgId, BOARD, new Date()))
		);
	await held();
	for (let i = 0; i < times; i += 1) {
		const { id } = somebody();
		const before = await measure('top 50 and my neighbours', async () => {
			const reading = await held();
			return JSON.stringify([reading.board, reading.place(id)]);
		});
		if (i % 4) continue;
		const { board, place } = await held();
		const mine = place(id);
		await record([{ ...entry(field), member: somebody().email, occurredAt: today }]);
		const after = await measure('one member read again', held);
		await measure('the patch, once for all who watch', () => diffBoard(board, after.board));
		await measure('the patch of my neighbours', () => diffPlace(mine, after.place(id)));
		if (!before) throw new Error('nobody on the board');
	}
	return took;
}

async function sortedSet(redis: Redis, members: number, times: number): Promise<number[]> {
	const all = Array.from({ length: members }, (_, i) => [`${Math.random() * 1000}`, `rep${i}`]);
	for (let from = 0; from < members; from += 1000)
		await redis.send([['ZADD', KEY, ...all.slice(from, from + 1000).flat()]]);
	const took: number[] = [];
	for (let i = 0; i < times; i += 1) {
		const who = `rep${Math.floor(Math.random() * members)}`;
		const rank = Math.floor(Math.random() * (members - 7));
		const begun = performance.now();
		await redis.send([
			['ZINCRBY', KEY, '1', who],
			['ZREVRANGE', KEY, '0', '49', 'WITHSCORES'],
			['ZREVRANK', KEY, who],
			['ZREVRANGE', KEY, `${rank}`, `${rank + 6}`, 'WITHSCORES']
		]);
		took.push(performance.now() - begun);
	}
	return took;
}
