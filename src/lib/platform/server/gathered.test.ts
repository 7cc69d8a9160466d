import { expect, test } from 'vitest';
import { gathered } from './gathered.ts';

/** Work whose rounds end when the test says so. */
function slowWork(fails: (item: string) => boolean = () => false) {
	const rounds: string[][] = [];
	const ends: (() => void)[] = [];
	const work = gathered<string>(
		(item) => item.slice(0, 1),
		async (items) => {
			rounds.push(items);
			await new Promise<void>((end) => ends.push(end));
			if (items.some(fails)) throw new Error(`cannot do ${items.join()}`);
		}
	);
	const turn = () => new Promise((resolve) => setImmediate(resolve));
	const finish = async () => {
		for (const end of ends.splice(0)) end();
		await turn();
	};
	return { rounds, work, finish };
}

test('what arrives during a round shares the next one', async () => {
	const { rounds, work, finish } = slowWork();
	const all = ['a1', 'a2', 'a3'].map(work);
	await finish();
	await finish();
	await Promise.all(all);
	expect(rounds).toEqual([['a1'], ['a2', 'a3']]);
});

test('other keys do not wait', async () => {
	const { rounds, work, finish } = slowWork();
	const all = ['a1', 'b1', 'a2'].map(work);
	expect(rounds).toEqual([['a1'], ['b1']]);
	await finish();
	await finish();
	await Promise.all(all);
	expect(rounds).toHaveLength(3);
});

test('a round that fails is done again one by one, and only the one at fault fails', async () => {
	const { rounds, work, finish } = slowWork((item) => item === 'a3');
	const all = Promise.allSettled(['a1', 'a2', 'a3', 'a4'].map(work));
	for (let i = 0; i < 5; i += 1) await finish();
	expect((await all).map(({ status }) => status)).toEqual([
		'fulfilled',
		'fulfilled',
		'rejected',
		'fulfilled'
	]);
	expect(rounds).toEqual([['a1'], ['a2', 'a3', 'a4'], ['a2'], ['a3'], ['a4']]);
	const again = work('a5');
	await finish();
	await again;
});

test('what arrives while it rests shares the next round too', async () => {
	const rounds: string[][] = [];
	let rested = () => {};
	const work = gathered<string>(
		() => 'all',
		async (items) => void rounds.push(items),
		{ rest: () => new Promise<void>((resolve) => (rested = resolve)) }
	);
	await work('a');
	await new Promise((resolve) => setImmediate(resolve));
	const later = ['b', 'c'].map(work);
	expect(rounds).toEqual([['a']]);
	rested();
	await Promise.all(later);
	expect(rounds).toEqual([['a'], ['b', 'c']]);
});

test('a round has no more items than it may', async () => {
	const rounds: string[][] = [];
	const work = gathered<string>(
		() => 'all',
		async (items) => void rounds.push(items),
		{ most: 2 }
	);
	await Promise.all(['a', 'b', 'c', 'd'].map(work));
	expect(rounds).toEqual([['a'], ['b', 'c'], ['d']]);
});

test('a round takes as much as it may, and what is larger than that by itself', async () => {
	const rounds: number[][] = [];
	const work = gathered<number>(
		() => 'all',
		async (items) => {
			rounds.push(items);
			await new Promise((end) => setImmediate(end));
		},
		{ most: 10, sizeOf: (item) => item }
	);
	await Promise.all([1, 6, 4, 1, 25, 3].map(work));
	expect(rounds).toEqual([[1], [6, 4], [1], [25], [3]]);
});
