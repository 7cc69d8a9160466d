import { describe, expect, it } from 'vitest';
import { clockOf, minuteIn, minuteOf } from './day-minutes.ts';

describe('a time of day', () => {
	it.each([
		['00:00', 0],
		['07:30', 450],
		['23:59', 1439]
	])('%s is minute %i', (clock, minute) => {
		expect(minuteOf(clock)).toBe(minute);
		expect(clockOf(minute)).toBe(clock);
	});

	it.each(['24:00', '7:30', '12:60', '', 'noon'])('is not %j', (clock) => {
		expect(minuteOf(clock)).toBeUndefined();
	});

	it('is that of the zone', () => {
		expect(minuteIn('Asia/Kathmandu', new Date('2026-11-18T00:00:00Z'))).toBe(5 * 60 + 45);
		expect(minuteIn('UTC', new Date('2026-11-18T00:00:00Z'))).toBe(0);
	});
});
