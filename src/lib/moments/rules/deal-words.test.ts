import { describe, expect, it } from 'vitest';
import { dealHeadline, dealPlace, which, type DealFacts } from './deal-words.ts';

const facts = (changes: Partial<DealFacts>): DealFacts => ({
	note: null,
	deals: 1n,
	today: 1n,
	thisWeek: 1n,
	ever: 9n,
	amount: null,
	...changes
});

describe('what was won', () => {
	it.each<[string | null, bigint, string]>([
		['Brightline', 1n, 'won Brightline'],
		['  Alder & Sons. ', 1n, 'won Alder & Sons'],
		[null, 1n, 'won a deal'],
		['', 1n, 'won a deal'],
		[null, 3n, 'won 3 deals'],
		['They called back\nand signed', 1n, 'won a deal'],
		['A long story of how they came back to us after nine months of silence', 1n, 'won a deal']
	])('%j × %s', (note, deals, headline) => {
		expect(dealHeadline({ note, deals })).toBe(headline);
	});
});

describe('why it matters', () => {
	it.each<[string, Partial<DealFacts>]>([
		['first deal on the board', { ever: 1n }],
		['', { ever: 3n, deals: 3n, today: 3n, thisWeek: 3n }],
		['first deal this week', {}],
		['third deal this week', { thisWeek: 3n }],
		['second deal today', { today: 2n, thisWeek: 5n }],
		['12th deal today', { today: 12n, thisWeek: 12n }]
	])('%s', (words, changes) => {
		expect(dealPlace(facts(changes))).toBe(words);
	});
});

describe('which deal it is', () => {
	it.each<[bigint, string]>([
		[1n, 'first'],
		[10n, 'tenth'],
		[11n, '11th'],
		[112n, '112th']
	])('%s is %s', (n, word) => {
		expect(which(n)).toBe(word);
	});
});
