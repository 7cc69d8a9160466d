import { expect, test } from 'vitest';
import type { Period } from '#lib/platform/period.ts';
import { timeLeft, wallClock } from './time-left.ts';

const BERLIN = 'Europe/Berlin';
const week: Period = { kind: 'week', start: '2026-11-16', end: '2026-11-22' };

test.each([
	['Wednesday afternoon', '2026-11-18T13:52:00+01:00', '4d 10h'],
	['Saturday evening', '2026-11-21T21:20:00+01:00', '1d 02h'],
	['the last day', '2026-11-22T19:48:00+01:00', '4h 12m'],
	['the last day’s first minute', '2026-11-22T00:00:00+01:00', '1d 00h'],
	['the last hour', '2026-11-22T23:48:30+01:00', '12m'],
	['midnight has passed in Berlin, not in London', '2026-11-22T23:30:00Z', ''],
	['the first minute', '2026-11-16T00:00:00+01:00', '7d 00h']
])('%s', (_, now, left) => {
	expect(timeLeft(week, new Date(now), BERLIN)).toBe(left);
});

test('the clock on the wall is the organization’s', () => {
	expect(wallClock(new Date('2026-11-18T12:52:00Z'), BERLIN)).toBe('Wed 13:52');
	expect(wallClock(new Date('2026-11-18T12:52:00Z'), 'Asia/Tokyo')).toBe('Wed 21:52');
});
