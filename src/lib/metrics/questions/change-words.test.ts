import { expect, it } from 'vitest';
import { keptWords, type Known } from './change-words.ts';

const known: Known = {
	currency: 'EUR',
	metrics: new Map([
		['revenue', { name: 'Revenue', unit: 'money' }],
		['demos-held', { name: 'Demos held', unit: 'count' }]
	]),
	people: new Map()
};

it.each([
	['points', '1200500000000', '1,200.5 points a week'],
	['points', '400000000000', '400 points a week'],
	['points', '1', '0.000000001 points a week'],
	['revenue', '5000050', '€50,000.50 revenue a week'],
	['demos-held', '12', '12 demos held a week']
])('a target in %s of %s is told to the last digit', (metric, value, words) => {
	expect(keptWords('target', { metric, period: 'week', value }, '', known)).toBe(words);
});
