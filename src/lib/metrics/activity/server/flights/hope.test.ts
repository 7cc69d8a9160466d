import { expect, test } from 'vitest';
import { createHope, NOT_ALL_NEW } from './hope.ts';

test('a batch that is not all new is done once more with care, and so are those after it', async () => {
	const hope = createHope();
	const tried: boolean[] = [];
	const batch = (isNew: boolean) =>
		hope(500, async (isHopeful) => {
			tried.push(isHopeful);
			if (isHopeful && !isNew) throw NOT_ALL_NEW;
			return 'recorded';
		});
	expect(await batch(true)).toBe('recorded');
	expect(await batch(false)).toBe('recorded');
	expect(tried.splice(0)).toEqual([true, true, false]);
	for (let i = 0; i < 50; i += 1) await batch(false);
	expect(new Set(tried.splice(0))).toEqual(new Set([false]));
	await batch(true);
	expect(tried).toEqual([true]);
});

test('whatever else goes wrong is not tried again', async () => {
	const hope = createHope();
	let times = 0;
	const failing = hope(500, async () => {
		times += 1;
		throw new Error('a sum too large');
	});
	await expect(failing).rejects.toThrow('too large');
	expect(times).toBe(1);
});

test('a small batch is always recorded with care', async () => {
	const hope = createHope();
	expect(await hope(32, async (isHopeful) => isHopeful)).toBe(false);
});
