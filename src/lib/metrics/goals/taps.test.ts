import { expect, test } from 'vitest';
import type { GoalId } from '#lib/platform/ids.ts';
import { SLIP_MS, Taps } from './taps.svelte.ts';

const coach = 'coach' as GoalId;

let hands = 0;

/** A hand that comes down long after the one before it. */
function hand() {
	hands += 1;
	return { key: `key-${hands}`, at: hands * 60_000 };
}

test('a tap shows at once, and is saving until its answer comes', () => {
	const taps = new Taps();
	expect(taps.tapped(coach, '1', 1, hand())).toBeDefined();
	expect([taps.value(coach, '1'), taps.saving(coach)]).toEqual(['2', true]);
	taps.answered(coach, { value: '2' });
	expect([taps.value(coach, '1'), taps.saving(coach)]).toEqual(['2', false]);
});

test('a second tap is a slip while the first is saved, and within the same moment', () => {
	const taps = new Taps();
	expect(taps.tapped(coach, '1', 1, { key: 'first', at: 1000 })).toBe('first');
	expect(taps.tapped(coach, '1', 1, { key: 'slip', at: 9000 })).toBeUndefined();
	taps.answered(coach, { value: '2' });
	expect(taps.tapped(coach, '2', 1, { key: 'slip', at: 999 + SLIP_MS })).toBeUndefined();
	expect([taps.value(coach, '1'), taps.saving(coach), taps.own(coach)]).toEqual(['2', false, 1]);
	expect(taps.tapped(coach, '2', 1, { key: 'next', at: 1000 + SLIP_MS })).toBe('next');
});

test('a tap whose answer was lost is the same tap when it is sent again, until the figure moves', () => {
	const taps = new Taps();
	const sent = taps.tapped(coach, '1', 1, hand());
	taps.lost(coach);
	expect([taps.value(coach, '1'), taps.saving(coach), taps.own(coach)]).toEqual(['1', false, 0]);
	expect(taps.tapped(coach, '1', 1, hand())).toBe(sent);
	taps.lost(coach);
	taps.follow(coach, '2');
	expect(taps.tapped(coach, '2', 1, hand())).not.toBe(sent);
	taps.answered(coach, { detail: 'This goal is closed.' });
	const refused = taps.tapped(coach, '2', 1, hand());
	taps.answered(coach, { detail: 'This goal is closed.' });
	expect(taps.tapped(coach, '2', 1, hand())).not.toBe(refused);
});

test('the live figure never counts a tap twice, whether it comes before the answer or after', () => {
	const before = new Taps();
	before.tapped(coach, '1', 1, hand());
	before.follow(coach, '2');
	expect(before.value(coach, '2')).toBe('2');
	before.answered(coach, { value: '2' });
	expect([before.value(coach, '2'), before.saving(coach)]).toEqual(['2', false]);
	expect(before.value(coach, '3')).toBe('3');

	const after = new Taps();
	after.tapped(coach, '1', 1, hand());
	after.answered(coach, { value: '2' });
	expect(after.value(coach, '1')).toBe('2');
	expect(after.value(coach, '2')).toBe('2');
	expect(after.value(coach, '5')).toBe('5');
});

test('a tap that does not count is taken back', () => {
	const taps = new Taps();
	taps.tapped(coach, '1', 1, hand());
	taps.answered(coach, { value: '2' });
	taps.tapped(coach, '1', 1, hand());
	expect(taps.value(coach, '1')).toBe('3');
	taps.answered(coach, { detail: 'This goal is closed.' });
	expect([taps.value(coach, '1'), taps.saving(coach)]).toEqual(['2', false]);
});

test('one goal’s taps are not another’s', () => {
	const taps = new Taps();
	taps.tapped(coach, '1', 1, hand());
	expect(taps.value('other' as GoalId, '7')).toBe('7');
	expect(taps.tapped('other' as GoalId, '7', 1, hand())).toBeDefined();
});

test('what is taken back on another screen is taken back here', () => {
	const taps = new Taps();
	taps.tapped(coach, '1', 1, hand());
	taps.answered(coach, { value: '2' });
	const seen = ['1', '2', '1'].map((live) => {
		taps.follow(coach, live);
		return taps.value(coach, live);
	});
	expect(seen).toEqual(['2', '2', '1']);
});

test('only one’s own taps are there to take back, and those that count', () => {
	const taps = new Taps();
	expect(taps.own(coach)).toBe(0);
	taps.tapped(coach, '4', 1, hand());
	expect(taps.own(coach)).toBe(1);
	taps.answered(coach, { value: '5' });
	taps.tapped(coach, '5', 1, hand());
	taps.answered(coach, { detail: 'This goal is closed.' });
	expect(taps.own(coach)).toBe(1);
	taps.tapped(coach, '5', -1, hand());
	expect(taps.own(coach)).toBe(0);
});
