import { describe, expect, it } from 'vitest';
import { POINT_SCALE } from '#lib/platform/quantity.ts';
import type { BehindItem } from './behind.ts';
import {
	capWords,
	exactFigure,
	ruleWords,
	sourceWords,
	whatWords,
	whenWords
} from './behind-words.ts';

const deal: BehindItem = {
	id: 'deal',
	member: { id: 'aiko', name: 'Aiko Kimura' },
	day: '2026-11-18',
	occurredAt: '2026-11-18T12:50:00Z',
	recordedAt: '2026-11-18T12:51:00Z',
	metric: { key: 'deals-won', name: 'Deals won', unit: 'count' },
	value: '1',
	points: '500000000000',
	source: 'crm',
	externalId: '88213',
	recordedBy: 'API key CRM',
	note: 'Brightline',
	rate: '500',
	ruleVersion: 2,
	reverses: null,
	reversed: false,
	teamId: null
};
const revenue = {
	...deal,
	metric: { key: 'revenue', name: 'Revenue', unit: 'money' as const },
	value: '1840000',
	rate: '0.01'
};

describe('a line behind a figure says', () => {
	it.each<[string, BehindItem, string]>([
		['who it was and what', deal, 'Brightline, deal won'],
		['how many', { ...deal, note: null, value: '4' }, '4 deals won'],
		['one', { ...deal, note: null }, 'Deal won'],
		['how much money', revenue, 'Brightline, €18,400 of revenue'],
		['that it was taken back', { ...deal, value: '-1', reverses: 'x' }, 'Taken back: deal won']
	])('%s', (_, item, words) => {
		expect(whatWords(item, 'EUR')).toBe(words);
	});

	it('when, on the clocks of the organization', () => {
		expect(whenWords(deal, 'Europe/Berlin')).toBe('Wed 18 Nov, 13:50');
		const dated = { day: '2026-11-18', occurredAt: '2026-11-17T23:00:00Z' };
		expect(whenWords(dated, 'Europe/Berlin')).toBe('Wed 18 Nov');
	});

	it('where it came from and by which rule', () => {
		expect(sourceWords(deal)).toBe('crm 88213');
		expect(sourceWords({ ...deal, source: 'manual' })).toBe('by hand');
		expect(ruleWords(deal, 'EUR')).toBe('500 points each, rule 2');
		expect(ruleWords(revenue, 'EUR')).toBe('1 point per €100, rule 2');
	});

	it('what a daily cap held back', () => {
		const metric = { key: 'calls-connected', name: 'Calls connected', unit: 'count' as const };
		const line = { day: '2026-11-18', metric, points: '-30000000000', cap: '25' };
		expect(capWords(line, 'EUR')).toBe('Above 25 calls connected in a day');
	});
});

describe('an exact figure', () => {
	const point = 10n ** BigInt(POINT_SCALE);
	it.each([
		[1284n * point, '1,284'],
		[(1284n * point) / 1000n, '1.284'],
		[-500n * point, '−500'],
		[1_234_567n * point + point / 4n, '1,234,567.25']
	])('%s', (value, words) => {
		expect(exactFigure(value, 'points', 'EUR')).toBe(words);
	});
});
