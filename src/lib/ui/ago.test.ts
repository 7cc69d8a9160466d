import { expect, test } from 'vitest';
import { ago, clockTime, dayHeading } from './ago.ts';

const WEDNESDAY = new Date('2026-11-18T12:52:00Z');
const BERLIN = 'Europe/Berlin';

test.each([
	['2026-11-18T12:53:00Z', 'now'],
	['2026-11-18T12:51:30Z', 'now'],
	['2026-11-18T12:50:00Z', '2 min'],
	['2026-11-18T11:53:00Z', '59 min'],
	['2026-11-18T11:52:00Z', '1 h'],
	['2026-11-17T23:30:00Z', '13 h'],
	['2026-11-17T22:30:00Z', 'yesterday'],
	['2026-11-16T09:00:00Z', 'Mon'],
	['2026-11-11T12:00:00Z', '11 Nov'],
	['2025-11-11T12:00:00Z', '11 Nov 2025']
])('%s is %s', (then, said) => {
	expect(ago(new Date(then), WEDNESDAY, BERLIN)).toBe(said);
});

test('half past ten in Berlin is yesterday there and today in Los Angeles', () => {
	const late = new Date('2026-11-18T21:30:00Z');
	const after = new Date('2026-11-19T07:30:00Z');
	expect(ago(late, after, BERLIN)).toBe('yesterday');
	expect(ago(late, after, 'America/Los_Angeles')).toBe('10 h');
});

test('the day that daylight saving shortens is still one day', () => {
	const before = new Date('2026-03-28T22:00:00Z');
	const after = new Date('2026-03-29T21:00:00Z');
	expect(dayHeading(before, after, BERLIN)).toBe('Yesterday');
});

test.each([
	['2026-11-18T00:10:00Z', 'Today'],
	['2026-11-17T00:10:00Z', 'Yesterday'],
	['2026-11-14T12:00:00Z', 'Saturday'],
	['2026-11-01T12:00:00Z', '1 Nov']
])('the feed files %s under %s', (then, heading) => {
	expect(dayHeading(new Date(then), WEDNESDAY, BERLIN)).toBe(heading);
});

test('the clock is written with two digits', () => {
	expect(clockTime(new Date('2026-11-18T08:05:00Z'), BERLIN)).toBe('09:05');
});
