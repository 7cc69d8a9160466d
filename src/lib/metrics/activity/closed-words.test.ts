import { expect, it } from 'vitest';
import { closedWords, leftWords, withItWords } from './closed-words.ts';

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
