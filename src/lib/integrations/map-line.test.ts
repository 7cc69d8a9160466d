import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fill, missingColumns, type ActivityRule, type ImportMap } from './map.ts';
import { mapLine } from './map-line.ts';

const won: ActivityRule = {
	when: { stage: 'Won' },
	metric: 'deals-won',
	member: '{agent}',
	value: 1,
	occurredAt: '{closed}',
	externalId: 'won-{id}',
	note: '{account}'
};
const revenue: ActivityRule = {
	...won,
	metric: 'revenue',
	value: '{value}',
	externalId: 'revenue-{id}'
};
const opened: ActivityRule = {
	when: { engaged: true },
	metric: 'opportunities-opened',
	member: '{agent}',
	value: 1,
	occurredAt: '{engaged}',
	externalId: 'opened-{id}'
};

function mapOf(activities: ActivityRule[], decimal: '.' | ',' = '.'): ImportMap {
	return { source: 'crm', delimiter: ',', decimal, activities };
}

const deal = {
	id: '88213',
	stage: 'Won',
	agent: 'Aiko Kimura',
	account: 'Brightline',
	engaged: '2026-10-05',
	closed: '2026-11-18',
	value: '18400'
};

describe('a line of the CRM becomes activities', () => {
	it('makes a deal, its revenue and its opening of one won deal', () => {
		const { entries, faults } = mapLine(mapOf([won, revenue, opened]), deal);
		expect(faults).toEqual([]);
		expect(entries).toEqual([
			{
				metric: 'deals-won',
				member: 'Aiko Kimura',
				value: '1',
				occurredAt: '2026-11-18',
				source: 'crm',
				externalId: 'won-88213',
				note: 'Brightline'
			},
			{
				metric: 'revenue',
				member: 'Aiko Kimura',
				value: '18400',
				occurredAt: '2026-11-18',
				source: 'crm',
				externalId: 'revenue-88213',
				note: 'Brightline'
			},
			{
				metric: 'opportunities-opened',
				member: 'Aiko Kimura',
				value: '1',
				occurredAt: '2026-10-05',
				source: 'crm',
				externalId: 'opened-88213'
			}
		]);
	});

	it('leaves the note away where the account is empty', () => {
		const { entries } = mapLine(mapOf([won]), { ...deal, account: ' ' });
		expect(entries[0]).not.toHaveProperty('note');
	});

	it.each([
		['the same text', { stage: 'Won' }, 1],
		['another text', { stage: 'Lost' }, 0],
		['one of several', { stage: ['Lost', 'Won'] }, 1],
		['none of several', { stage: ['Lost', 'Engaging'] }, 0],
		['present', { engaged: true }, 1],
		['absent', { engaged: false }, 0],
		['absent, and it is', { missing: false }, 1],
		['several at once', { stage: 'Won', engaged: false }, 0]
	])('filters by %s', (_, when, count) => {
		expect(mapLine(mapOf([{ ...won, when }]), deal).entries).toHaveLength(count);
	});

	it.each([
		[{ closed: '' }, ['“closed” is empty, so there is no occurredAt']],
		[{ agent: '  ' }, ['“agent” is empty, so there is no member']],
		[{ id: '' }, ['“id” is empty, and the external id needs it']]
	])('says what is missing in %j', (gap, faults) => {
		expect(mapLine(mapOf([won]), { ...deal, ...gap })).toEqual({ entries: [], faults });
	});

	it.each([
		['1054', '.', '1054'],
		['1,054.50', '.', '1054.50'],
		['1.054,50', ',', '1054.50'],
		['1 054,5', ',', '1054.5'],
		['12,5', '.', '12,5'],
		['-18', '.', '-18']
	] as const)('reads %s with decimal %s as %s', (value, decimal, read) => {
		const { entries } = mapLine(mapOf([revenue], decimal), { ...deal, value });
		expect(entries[0]?.value).toBe(read);
	});
});

describe('a template', () => {
	it('joins columns and constants', () => {
		expect(fill('{account} ({ id })', { account: ' Brightline ', ' id ': '7' })).toBe(
			'Brightline (7)'
		);
	});

	it('never reads a column out of another column’s text', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				expect(fill('{a}', { a: text, b: 'secret' })).toBe(text.trim());
			})
		);
	});
});

it('names the columns that a file lacks, each once', () => {
	expect(missingColumns(mapOf([won, revenue]), ['id', 'agent', 'stage', 'value'])).toEqual([
		'closed',
		'account'
	]);
});
