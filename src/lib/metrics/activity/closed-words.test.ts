import { expect, it } from 'vitest';
import { closedWords, leftWords, sinceClosingWords, withItWords } from './closed-words.ts';

const after = {
	now: '5',
	sum: '2',
	entries: 2,
	items: [],
	left: { entries: 0, sum: '0' },
	held: '0'
};

it('a closed figure says when it closed, on the organization’s clocks', () => {
	expect(closedWords('2026-11-23T11:00:00Z', 'Europe/Berlin')).toBe(
		'Closed Mon 23 Nov, 12:00. This figure is final.'
	);
});

it.each([
	[
		{ what: 'taken back', counted: true, closed: 'week', open: ['month', 'quarter'] },
		'Taken back on Tue 24 Nov, after the week had closed: it counts here, but no longer in its month and quarter.'
	],
	[
		{ what: 'taken back', counted: true, closed: 'quarter', open: [] },
		'Taken back on Tue 24 Nov, after the quarter had closed: it counts here.'
	],
	[
		{ what: 'counted again', counted: false, closed: 'day', open: ['week', 'month', 'quarter'] },
		'Counted again on Tue 24 Nov, after the day had closed: it does not count here, but in its week, month and quarter.'
	],
	[
		{ what: 'corrected', counted: true, closed: 'month', open: ['quarter'] },
		'Corrected on Tue 24 Nov, after the month had closed: here it stays as it was, and the correction counts in its quarter.'
	],
	[
		{ what: 'taken back', counted: true, closed: 'goal', open: [] },
		'Taken back on Tue 24 Nov, after the goal had closed: it counts here.'
	]
] as const)('what came of an entry since its figure closed: %j', ({ open, ...since }, words) => {
	const at = '2026-11-23T23:30:00Z';
	expect(sinceClosingWords({ ...since, at, open: [...open] }, 'Europe/Berlin')).toBe(words);
});

it('what came later is told with the figure that would be', () => {
	expect(withItWords(after, 'count', 'EUR')).toBe('With them, the figure would be 5.');
	expect(withItWords({ ...after, entries: 1, now: '1250000' }, 'money', 'EUR')).toBe(
		'With it, the figure would be €12,500.'
	);
	expect(withItWords({ ...after, now: '1500000000' }, 'points', 'EUR')).toBe(
		'With them, the figure would be 2 (exactly 1.5).'
	);
	expect(leftWords(1)).toBe('1 earlier one');
	expect(leftWords(1200)).toBe('1,200 earlier ones');
});
