import { expect, it } from 'vitest';
import { minuteOf } from '#lib/platform/day-minutes.ts';
import { isOpen } from './hours.ts';

it.each([
	['always, as it comes', '00:00', '00:00', '2026-11-18T02:00:00Z', true],
	['in office hours', '08:00', '18:30', '2026-11-18T07:00:00Z', true],
	['before them', '08:00', '18:30', '2026-11-18T06:59:59Z', false],
	['after them', '08:00', '18:30', '2026-11-18T17:30:00Z', false],
	['in a night shift', '22:00', '06:00', '2026-11-18T23:30:00Z', true],
	['after that', '22:00', '06:00', '2026-11-18T05:00:00Z', false],
	['in summer too', '08:00', '18:30', '2026-07-18T06:00:00Z', true]
])('a TV celebrates %s', (_name, from, until, now, open) => {
	const hours = { from: minuteOf(from)!, until: minuteOf(until)! };
	expect(isOpen(hours, new Date(now), 'Europe/Berlin')).toBe(open);
});
