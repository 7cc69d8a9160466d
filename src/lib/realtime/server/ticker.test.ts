import { describe, expect, test, vi } from 'vitest';
import { backOff, tick } from './ticker.ts';
import { HALDEN, hub, OTHER, settle } from './realtime.fixture.ts';

describe('tick', () => {
	test.each([
		[0, 16],
		[250, 16],
		[1000, 60],
		[4000, 240],
		[5000, 250],
		[100_000, 250]
	])('%i sockets: a frame every %i ms', (sockets, ms) => expect(tick(sockets)).toBe(ms));
});

test.each([
	[1, 250],
	[2, 500],
	[5, 4000],
	[12, 30_000]
])('after %i failures the next try is in %i ms', (failures, ms) =>
	expect(backOff(failures)).toBe(ms)
);

test('the first change goes out at once, the next ones together at the end of the tick', async () => {
	const it = hub();
	await it.watched();
	it.set({ Mara: 2 });
	await it.time.pass(0);
	expect(it.sent).toHaveLength(1);
	for (const Mara of [3, 4, 5]) it.set({ Mara });
	await it.time.pass(15);
	expect(it.sent).toHaveLength(1);
	await it.time.pass(1);
	expect(it.sent.map(({ patch }) => patch.data)).toEqual([
		{ set: { Mara: 2 }, gone: ['Aiko'] },
		{ set: { Mara: 5 }, gone: [] }
	]);
	expect(it.book.reads).toBe(3);
});

test('with a thousand sockets there is a frame every 60 ms, however much moves', async () => {
	const it = hub();
	await it.watched(1000);
	it.sockets = 1000;
	for (let Mara = 10; Mara < 609; Mara += 1) {
		it.set({ Mara });
		await it.time.pass(1);
	}
	expect(it.sent).toHaveLength(10);
	await it.time.pass(60);
	expect(it.sent.at(-1)?.patch.data).toEqual({ set: { Mara: 608 }, gone: [] });
});

test('where one fact moves several, the frame that few get is read first', async () => {
	const it = hub();
	const phones = await it.watched(250);
	it.book.points.set(`${HALDEN} south`, { Oskar: 1 });
	const wall = it.channels.channel(HALDEN, 'points?team=south')!;
	await it.channels.read(wall);
	wall.watchers = 1;
	it.book.points.set(`${HALDEN} south`, { Oskar: 2 });
	it.book.points.set(`${HALDEN} north`, { Mara: 2, Aiko: 2 });
	it.ticker.moved(HALDEN, ['*']);
	await it.time.pass(0);
	expect(it.sent.map(({ room }) => room)).toEqual([wall.room, phones.room]);
});

test('versions go up by one and name their room', async () => {
	const it = hub();
	const { version, room } = await it.watched();
	for (const Mara of [2, 3]) {
		it.set({ Mara });
		await it.time.pass(20);
	}
	expect(it.sent.map((sent) => [sent.room, sent.patch.version])).toEqual([
		[room, version + 1],
		[room, version + 2]
	]);
});

test('a fact that changes nothing shown sends nothing', async () => {
	const it = hub();
	const channel = await it.watched();
	const { version } = channel;
	it.ticker.moved(HALDEN, ['points:north', 'points:north']);
	await it.time.pass(20);
	expect([it.book.reads, it.sent, channel.version]).toEqual([2, [], version]);
});

test('only what listens to a fact is read; * and day reach all of the organization', async () => {
	const it = hub();
	await it.watched();
	it.ticker.moved(HALDEN, ['points:south', 'moments']);
	it.ticker.moved(OTHER, ['points:north', '*']);
	await it.time.pass(20);
	expect(it.book.reads).toBe(1);
	it.ticker.moved(HALDEN, ['*']);
	await it.time.pass(20);
	it.ticker.moved(HALDEN, ['day']);
	await it.time.pass(20);
	expect(it.book.reads).toBe(3);
});

test('a page that is loaded while a frame is due waits for it and gets what it just wrote', async () => {
	const it = hub();
	const channel = await it.watched();
	it.set({ Mara: 2 });
	await it.time.pass(0);
	it.set({ Mara: 3 });
	let seen: unknown;
	void it.ticker.fresh(channel).then(() => (seen = channel.state));
	await it.time.pass(10);
	expect(seen).toBeUndefined();
	await it.time.pass(6);
	expect(seen).toEqual({ Mara: 3 });
	expect(it.sent).toHaveLength(2);
});

describe('a read that fails', () => {
	test('is logged, tried again ever later, and then sends what came of it', async () => {
		const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
		const it = hub();
		await it.watched();
		it.book.fail = true;
		it.set({ Mara: 7 });
		await it.time.pass(0);
		await it.time.pass(250);
		await it.time.pass(499);
		expect(it.book.reads).toBe(3);
		await it.time.pass(1);
		expect(it.book.reads).toBe(4);
		expect(log).toHaveBeenCalledTimes(3);
		log.mockRestore();
		it.book.fail = false;
		await it.time.pass(1000);
		expect(it.sent.map(({ patch }) => patch.data)).toEqual([{ set: { Mara: 7 }, gone: ['Aiko'] }]);
	});

	test('is told at once to a page that is loaded meanwhile', async () => {
		const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
		const it = hub();
		const channel = await it.watched();
		it.book.fail = true;
		it.set({ Mara: 7 });
		await it.time.pass(0);
		await expect(it.ticker.fresh(channel)).rejects.toThrow('away');
		it.book.fail = false;
		await it.ticker.fresh(channel);
		await it.time.pass(0);
		expect(it.sent).toHaveLength(1);
		log.mockRestore();
	});
});

test('a board that is no more ends for its watchers', async () => {
	const it = hub();
	const channel = await it.watched();
	it.book.points.delete(`${HALDEN} north`);
	it.ticker.moved(HALDEN, ['points:north']);
	await it.time.pass(20);
	expect(it.ended).toEqual([channel.room]);
	expect(channel.closed).toBe(true);
	it.ticker.moved(HALDEN, ['points:north']);
	await it.time.pass(20);
	expect(it.book.reads).toBe(2);
});

test('a fact that moves many boards reads a few at a time, and every one', async () => {
	const it = hub();
	const reading: (() => void)[] = [];
	for (let team = 0; team < 20; team += 1) {
		it.book.points.set(`${HALDEN} t${team}`, {});
		const channel = it.channels.channel(HALDEN, `points?team=t${team}`)!;
		await it.ticker.fresh(channel);
		channel.watchers = 1;
		it.book.points.set(`${HALDEN} t${team}`, { Mara: 1 });
	}
	it.book.gate = () => new Promise((open) => reading.push(open));
	it.ticker.moved(HALDEN, ['*']);
	await it.time.pass(0);
	for (let done = 0; done < 20; done += 1) {
		expect(reading).toHaveLength(Math.min(4, 20 - done));
		reading.shift()?.();
		await settle();
	}
	await it.time.pass(0);
	expect(it.sent).toHaveLength(20);
});

test('nothing runs after the end, and nobody is kept waiting', async () => {
	const it = hub();
	const channel = await it.watched();
	it.set({ Mara: 2 });
	await it.time.pass(0);
	it.set({ Mara: 3 });
	const waiting = it.ticker.fresh(channel);
	it.ticker.stop();
	await waiting;
	it.set({ Mara: 4 });
	await it.time.pass(1000);
	expect(it.sent).toHaveLength(1);
});
