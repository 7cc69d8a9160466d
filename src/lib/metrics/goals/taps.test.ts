import { expect, test } from 'vitest';
import type { GoalId } from '#lib/platform/ids.ts';
import { Taps } from './taps.svelte.ts';

const coach = 'coach' as GoalId;

test('a tap shows at once, and is saving until its answer comes', () => {
	const taps = new Taps();
	taps.tapped(coach, '1', 1);
	expect([taps.value(coach, '1'), taps.saving(coach)]).toEqual(['2', true]);
	taps.answered(coach, '1', 1, { value: '2' });
	expect([taps.value(coach, '1'), taps.saving(coach)]).toEqual(['2', false]);
});

test('the live figure never counts a tap twice, whether it comes before the answer or after', () => {
	const before = new Taps();
	before.tapped(coach, '1', 1);
	expect(before.value(coach, '2')).toBe('2');
	before.answered(coach, '2', 1, { value: '2' });
	expect(before.value(coach, '2')).toBe('2');
	expect(before.value(coach, '3')).toBe('3');

	const after = new Taps();
	after.tapped(coach, '1', 1);
	after.answered(coach, '1', 1, { value: '2' });
	expect(after.value(coach, '1')).toBe('2');
	expect(after.value(coach, '2')).toBe('2');
	expect(after.value(coach, '5')).toBe('5');
});

test('a tap that does not count is taken back', () => {
	const taps = new Taps();
	taps.tapped(coach, '1', 1);
	taps.tapped(coach, '1', 1);
	expect(taps.value(coach, '1')).toBe('3');
	taps.answered(coach, '1', 1, { value: '2' });
	expect(taps.saving(coach)).toBe(true);
	taps.answered(coach, '1', 1, { detail: 'This goal is closed.' });
	expect([taps.value(coach, '1'), taps.saving(coach)]).toEqual(['2', false]);
});

test('one goal’s taps are not another’s', () => {
	const taps = new Taps();
	taps.tapped(coach, '1', 1);
	expect(taps.value('other' as GoalId, '7')).toBe('7');
});

test('what is taken back on another screen is taken back here', () => {
	const taps = new Taps();
	taps.tapped(coach, '1', 1);
	taps.answered(coach, '1', 1, { value: '2' });
	const seen = ['1', '2', '1'].map((live) => {
		taps.follow(coach, live);
		return taps.value(coach, live);
	});
	expect(seen).toEqual(['2', '2', '1']);
});

test('only one’s own taps are there to take back, and those that count', () => {
	const taps = new Taps();
	expect(taps.own(coach)).toBe(0);
	taps.tapped(coach, '4', 1);
	expect(taps.own(coach)).toBe(1);
	taps.answered(coach, '4', 1, { value: '5' });
	taps.tapped(coach, '5', 1);
	taps.answered(coach, '5', 1, { detail: 'This goal is closed.' });
	expect(taps.own(coach)).toBe(1);
	taps.tapped(coach, '5', -1);
	expect(taps.own(coach)).toBe(0);
});
