import { expect, it } from 'vitest';
import { flagWords, type Seen } from './flag-words.ts';
import type { FlagKind } from './question.ts';

const calls = { name: 'Calls connected', unit: 'count' as const };
const revenue = { name: 'Revenue', unit: 'money' as const };
const days = { from: '2026-11-03', to: '2026-11-14' };

it.each<[FlagKind, Partial<Seen>, typeof calls | typeof revenue | null, string]>([
	[
		'burst',
		{ count: 14, minutes: 3, usual: 5 },
		calls,
		'14 calls connected within 3 minutes. The usual is 5 an hour.'
	],
	[
		'burst',
		{ count: 11, minutes: 1, usual: null },
		calls,
		'11 calls connected within a minute. There is no usual to compare with yet.'
	],
	[
		'round-numbers',
		{ count: 6, equal: '500000' },
		revenue,
		'6 entries in a row of exactly €5,000 of revenue.'
	],
	['round-numbers', { count: 7, equal: null }, revenue, '7 round figures in a row of revenue.'],
	['back-dated', { count: 1, days: 8 }, null, '1 activity recorded by hand 8 days after its day.'],
	[
		'back-dated',
		{ count: 4, days: 9 },
		null,
		'4 activities recorded by hand, up to 9 days after their day.'
	],
	['late', { count: 1, closed: 'week' }, null, '1 activity came in after its week had closed.'],
	[
		'late',
		{ count: 31, closed: 'month' },
		null,
		'31 activities came in after their month had closed.'
	]
])('%s: %j', (kind, seen, metric, words) => {
	expect(flagWords(kind, { count: 1, ...days, ...seen }, { metric, currency: 'EUR' })).toBe(words);
});
