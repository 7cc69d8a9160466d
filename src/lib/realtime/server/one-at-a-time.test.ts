import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

function hall() {
	const begun: string[] = [];
	let end: () => void = () => {};
	const ask = oneAtATime((room: string) => {
		begun.push(room);
		return new Promise<void>((resolve) => (end = resolve));
	});
	return {
		begun,
		ask,
		async endOne() {
			end();
			await new Promise(setImmediate);
		}
	};
}

test('what is asked for again while it runs runs once more, and only then', async () => {
	const { begun, ask, endOne } = hall();
	const done = ask('halden');
	void ask('halden');
	void ask('halden');
	expect(begun).toEqual(['halden']);
	await endOne();
	expect(begun).toEqual(['halden', 'halden']);
	await endOne();
	await done;
	expect(begun).toHaveLength(2);
});

test('each has its turn, and afterwards it begins anew', async () => {
	const { begun, ask, endOne } = hall();
	const done = ask('halden');
	void ask('fjord');
	void ask('fjord');
	await endOne();
	expect(begun).toEqual(['halden', 'fjord']);
	await endOne();
	await done;
	void ask('halden');
	expect(begun).toEqual(['halden', 'fjord', 'halden']);
	await endOne();
});

test('one that fails is told to who asked, and the next is asked all the same', async () => {
	let failing = true;
	const ask = oneAtATime(async () => {
		if (failing) throw new Error('away');
	});
	await expect(ask('halden')).rejects.toThrow('away');
	failing = false;
	await ask('halden');
});
