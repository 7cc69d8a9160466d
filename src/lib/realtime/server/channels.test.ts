import { describe, expect, test } from 'vitest';
import { answerSince, RING, snapshotOf } from './channel.ts';
import { HALDEN, hub, OTHER, settle } from './realtime.fixture.ts';

const NORTH = 'points?team=north';

describe('opening', () => {
	test('pages that open the same board at once share one read', async () => {
		const { channels, ticker, book } = hub();
		const channel = channels.channel(HALDEN, NORTH)!;
		expect(channels.channel(HALDEN, NORTH)).toBe(channel);
		await Promise.all([ticker.fresh(channel), ticker.fresh(channel), ticker.fresh(channel)]);
		expect(book.reads).toBe(1);
		expect(snapshotOf(channel)).toMatchObject({ topic: NORTH, data: { Mara: 1, Aiko: 2 } });
	});

	test('a version is higher than any of an earlier process, and than a clock put back', async () => {
		const { channels, ticker, time, book } = hub();
		const first = channels.channel(HALDEN, NORTH)!;
		await ticker.fresh(first);
		expect(first.version).toBe(time.now());
		book.points.set(`${HALDEN} south`, {});
		const second = channels.channel(HALDEN, 'points?team=south')!;
		await ticker.fresh(second);
		expect(second.version).toBe(first.version + 1);
	});

	test('organizations do not share a board', async () => {
		const { channels, book, ticker } = hub();
		book.points.set(`${OTHER} north`, { Zoe: 9 });
		const ours = channels.channel(HALDEN, NORTH)!;
		const theirs = channels.channel(OTHER, NORTH)!;
		await Promise.all([ticker.fresh(ours), ticker.fresh(theirs)]);
		expect([ours.state, theirs.state]).toEqual([{ Mara: 1, Aiko: 2 }, { Zoe: 9 }]);
	});

	test.each([
		['points', 'parameters missing'],
		['points?team=north&team=south', 'one parameter twice'],
		['points?team=north&extra=', 'an empty parameter'],
		['points?z=1&team=north', 'parameters not sorted'],
		['board?team=north', 'no such topic'],
		[`points?team=${'n'.repeat(400)}`, 'too long'],
		['', 'empty']
	])('%s opens nothing: %s', (key) => {
		const { channels } = hub();
		expect(channels.channel(HALDEN, key)).toBeUndefined();
		expect(channels.all()).toEqual([]);
	});

	test('what does not exist leaves nothing behind', async () => {
		const { channels, ticker } = hub();
		const channel = channels.channel(HALDEN, 'points?team=nobody')!;
		await ticker.fresh(channel);
		expect(channel.closed).toBe(true);
		expect(channels.all()).toEqual([]);
	});

	test('a first read that fails is told to who asked, and tried anew by the next', async () => {
		const { channels, ticker, book } = hub();
		book.fail = true;
		await expect(ticker.fresh(channels.channel(HALDEN, NORTH)!)).rejects.toThrow('away');
		book.fail = false;
		const channel = channels.channel(HALDEN, NORTH)!;
		await ticker.fresh(channel);
		expect(channel.state).toEqual({ Mara: 1, Aiko: 2 });
	});
});

describe('what a client that comes back needs', () => {
	test('nothing, the changes it missed, or everything', async () => {
		const it = hub();
		const channel = await it.watched();
		const start = channel.version;
		for (const Mara of [2, 3, 4]) {
			it.set({ Mara, Aiko: 2 });
			await it.time.pass(20);
		}
		expect(answerSince(channel, start + 3)).toEqual({ ok: true, patches: [] });
		expect(answerSince(channel, start + 1)).toMatchObject({
			patches: [
				{ version: start + 2, data: { set: { Mara: 3 } } },
				{ version: start + 3, data: { set: { Mara: 4 } } }
			]
		});
		for (const held of [null, start - 1, start + 4])
			expect(answerSince(channel, held)).toEqual({ ok: true, snapshot: snapshotOf(channel) });
	});

	test('a change further back than is kept means everything', async () => {
		const it = hub();
		const channel = await it.watched();
		const start = channel.version;
		for (let Mara = 2; Mara <= RING + 2; Mara += 1) {
			it.set({ Mara });
			await it.time.pass(20);
		}
		expect(channel.ring).toHaveLength(RING);
		expect(answerSince(channel, start)).toHaveProperty('snapshot');
		expect(answerSince(channel, start + 1)).toHaveProperty('patches.length', RING);
	});
});

describe('unwatched', () => {
	test('a board that moved is read when it is next asked for, and only then', async () => {
		const it = hub();
		const channel = await it.watched(0);
		it.set({ Mara: 5 });
		it.set({ Mara: 6 });
		await it.time.pass(1000);
		expect(it.book.reads).toBe(1);
		await it.ticker.fresh(channel);
		await it.ticker.fresh(channel);
		expect(it.book.reads).toBe(2);
		expect(channel.state).toEqual({ Mara: 6 });
		expect(it.sent).toEqual([]);
	});

	test('it is forgotten after a minute, a watched one never', async () => {
		const it = hub();
		const channel = await it.watched(0);
		await it.time.pass(59_000);
		it.channels.sweep();
		expect(channel.closed).toBe(false);
		await it.time.pass(2000);
		it.channels.sweep();
		expect(channel.closed).toBe(true);
		expect([it.channels.all(), it.channels.organizations()]).toEqual([[], []]);
		const again = await it.watched(1);
		expect(again.version).toBeGreaterThan(channel.version);
		await it.time.pass(600_000);
		it.channels.sweep();
		expect(again.closed).toBe(false);
	});

	test('of very many the longest idle go first', async () => {
		const it = hub();
		for (let team = 0; team < 300; team += 1) {
			it.book.points.set(`${HALDEN} t${team}`, {});
			await it.ticker.fresh(it.channels.channel(HALDEN, `points?team=t${team}`)!);
			await it.time.pass(1);
		}
		it.channels.sweep();
		const keys = it.channels.all().map(({ key }) => key);
		expect(keys).toHaveLength(256);
		expect(keys).not.toContain('points?team=t43');
		expect(keys).toContain('points?team=t44');
	});
});

describe('a fact that arrives during a read', () => {
	test('causes another read: the update is not lost', async () => {
		const it = hub();
		const channel = await it.watched();
		let open = () => {};
		it.book.gate = () => new Promise((resolve) => (open = resolve));
		it.set({ Mara: 10 });
		await it.time.pass(20);
		// This read has looked already; what is written now it cannot have seen.
		it.book.points.set(`${HALDEN} north`, { Mara: 11 });
		it.ticker.moved(HALDEN, ['points:north']);
		open();
		await settle();
		expect(channel.state).toEqual({ Mara: 10 });
		await it.time.pass(20);
		open();
		await settle();
		expect(channel.state).toEqual({ Mara: 11 });
		await it.time.pass(0);
		expect(it.sent.map(({ patch }) => patch.data)).toEqual([
			{ set: { Mara: 10 }, gone: ['Aiko'] },
			{ set: { Mara: 11 }, gone: [] }
		]);
	});

	test.each(['points:north', '*'])('counts even in the first read: %s', async (fact) => {
		const it = hub();
		let open = () => {};
		it.book.gate = () => new Promise((resolve) => (open = resolve));
		const channel = it.channels.channel(HALDEN, NORTH)!;
		const first = it.ticker.fresh(channel);
		await settle();
		it.book.points.set(`${HALDEN} north`, { Mara: 11 });
		it.ticker.moved(HALDEN, [fact]);
		it.ticker.moved(OTHER, ['*']);
		const second = it.ticker.fresh(channel);
		open();
		await settle();
		open();
		await Promise.all([first, second]);
		expect(it.book.reads).toBe(2);
		expect(channel.state).toEqual({ Mara: 11 });
	});

	test('somebody who asks afterwards waits for the second read', async () => {
		const it = hub();
		const channel = await it.watched(0);
		let open = () => {};
		it.book.gate = () => new Promise((resolve) => (open = resolve));
		it.set({ Mara: 10 });
		void it.ticker.fresh(channel);
		await settle();
		it.set({ Mara: 12 });
		let seen: unknown;
		void it.ticker.fresh(channel).then(() => (seen = channel.state));
		open();
		await settle();
		expect(seen).toBeUndefined();
		open();
		await settle();
		expect(seen).toEqual({ Mara: 12 });
	});
});

describe('what a read is told', () => {
	test('the facts since the last one, those that came during it too; after a failure, everything', async () => {
		const it = hub();
		const channel = await it.watched(0);
		it.ticker.moved(HALDEN, ['points:north', 'points:south']);
		it.ticker.moved(HALDEN, ['day']);
		let open = () => {};
		it.book.gate = () => new Promise((resolve) => (open = resolve));
		const read = it.ticker.fresh(channel);
		await settle();
		it.ticker.moved(HALDEN, ['points:north']);
		open();
		await read;
		it.book.gate = undefined;
		it.book.fail = true;
		await expect(it.ticker.fresh(channel)).rejects.toThrow('away');
		it.book.fail = false;
		await it.ticker.fresh(channel);
		const both = ['day', 'points:north'];
		expect(it.book.told).toEqual([undefined, both, ['points:north'], ['*']]);
	});
});
