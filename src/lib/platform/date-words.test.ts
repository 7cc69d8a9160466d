import { expect, it } from 'vitest';
import { writeDate } from './date-words.ts';

const DATE = { day: 'numeric', month: 'short' } as const;

it.each([
	['2026-09-05', DATE, '5 Sep'],
	['2026-09-05', { ...DATE, weekday: 'short' }, 'Sat 5 Sep'],
	['2025-09-05', { ...DATE, year: 'numeric' }, '5 Sep 2025'],
	['2026-09-05', { month: 'long' }, 'September'],
	['2026-11-18', { ...DATE, weekday: 'long' }, 'Wednesday 18 Nov']
] as const)('%s reads as people write it', (day, options, words) => {
	expect(writeDate(day, options)).toBe(words);
});

it('every short month has three letters', () => {
	const months = Array.from({ length: 12 }, (_, i) =>
		writeDate(`2026-${String(i + 1).padStart(2, '0')}-01`, { month: 'short' })
	);
	expect(months.map(({ length }) => length)).toEqual(Array(12).fill(3));
});

it('a moment is told on the clocks of its zone', () => {
	const midnight = new Date('2026-09-04T22:30:00Z');
	const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
	expect(writeDate(midnight, { ...DATE, ...time }, 'Europe/Berlin')).toMatch(/^5 Sep,? 00:30$/);
	expect(writeDate(midnight, DATE, 'America/New_York')).toBe('4 Sep');
});
