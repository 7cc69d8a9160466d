import { describe, expect, it } from 'vitest';
import type { PeriodKind } from '#lib/platform/period.ts';
import { countsWords, lateWords, manyLateWords, stayWords } from './late-words.ts';

describe('an entry that came late', () => {
	it.each<[PeriodKind[], string]>([
		[['day'], 'Its day had closed: it counts there as late.'],
		[['day', 'week'], 'Its day and its week had closed: it counts there as late.'],
		[['month'], 'Its month had closed: it counts there as late.'],
		[
			['day', 'week', 'month', 'quarter'],
			'Its day, its week, its month and its quarter had closed: it counts there as late.'
		]
	])('%j', (closed, words) => {
		expect(lateWords(closed)).toBe(words);
	});
});

it.each<[string, PeriodKind[], string]>([
	['2026-11-18', [], 'It counts from now on.'],
	['2026-11-16', [], 'It counts on Mon 16 Nov.'],
	['2024-02-29', [], 'It counts on Thu 29 Feb 2024.'],
	['2026-11-09', ['day'], 'Its day had closed: it counts there as late.']
])('typed on 18 November, of %s', (day, late, words) => {
	expect(countsWords({ late, day }, '2026-11-18')).toBe(words);
});

it('many that came late are counted by the widest period they missed', () => {
	expect(
		manyLateWords([
			{ closed: ['day'] },
			{ closed: ['day', 'week'] },
			{ closed: ['week'] },
			{ closed: ['day', 'week'] }
		])
	).toEqual([
		'1 arrived after its day had closed: it counts there as late.',
		'3 arrived after their week had closed: they count there as late.'
	]);
	expect(manyLateWords([])).toEqual([]);
});

it.each<[PeriodKind[][], string | null]>([
	[[], null],
	[[['week']], 'That week is closed: its board stays as it was.'],
	[[['day', 'week']], 'That day and week are closed: their boards stay as they were.'],
	[
		[['day'], ['day', 'week', 'month']],
		'That day, week and month are closed: their boards stay as they were.'
	]
])('who changes a closed day reads which boards stay: %j', (days, words) => {
	expect(stayWords(days.map((closed) => ({ closed })))).toBe(words);
});
