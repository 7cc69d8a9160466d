import { expect, it } from 'vitest';
import type { Progress } from '#lib/badges/badge.ts';
import { shareOf, stepWords } from './next-badges.ts';

const on = (value: string, needed: string, unit: Progress['unit']) =>
	({ value, needed, unit, currency: 'EUR' }) as Progress;

it.each<[Progress, string, number]>([
	[on('64', '100', 'count'), '64 of 100', 0.64],
	[on('1240000', '5000000', 'money'), '€12.4K of €50K', 0.248],
	[on('4', '10', 'days'), '4 of 10 days', 0.4],
	[on('0', '1', 'goals'), '0 of 1 goal', 0],
	[on('90', '120', 'minutes'), '1 h 30 of 2 h 00', 0.75],
	[on('-3', '10', 'count'), '-3 of 10', 0]
])('%j: %s', (progress, words, share) => {
	expect([stepWords(progress), shareOf(progress)]).toEqual([words, share]);
});
