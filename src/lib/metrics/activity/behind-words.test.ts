import { describe, expect, it } from 'vitest';
import { POINT_SCALE } from '#lib/platform/quantity.ts';
import type { BehindItem, GuardLine } from './behind.ts';
import {
	exactFigure,
	heldWhen,
	heldWords,
	ruleWords,
	sinceWords,
	sourceWords,
	whatWords,
	whenWords
} from './behind-words.ts';

const SINCE = { what: 'taken back', at: '', closed: 'week', open: [] } satisfies Partial<
	NonNullable<BehindItem['since']>
>;

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
	segment: null,
	note: 'Brightline',
	rate: '500',
	ruleVersion: 2,
	reverses: null,
	again: false,
	reversed: false,
	corrects: null,
	corrected: false,
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
		['that it was taken back', { ...deal, value: '-1', reverses: 'x' }, 'Taken back: deal won'],
		['that it counts again', { ...deal, reverses: 'x', again: true }, 'Counted again: deal won']
	])('%s', (_, item, words) => {
		expect(whatWords(item, 'EUR')).toBe(words);
	});

	it('when, on the clocks of the organization', () => {
		expect(whenWords(deal, 'Europe/Berlin')).toBe('Wed 18 Nov, 13:50');
		const dated = { ...deal, occurredAt: '2026-11-17T23:00:00Z' };
		expect(whenWords(dated, 'Europe/Berlin')).toBe('Wed 18 Nov');
		const back = { ...deal, recordedAt: '2026-11-23T12:56:00Z', reverses: 'x' };
		expect(whenWords(back, 'Europe/Berlin')).toBe('Mon 23 Nov, 13:56');
	});

	it('where it came from and by which rule', () => {
		expect(sourceWords(deal)).toBe('crm 88213');
		expect(sourceWords({ ...deal, source: 'manual' })).toBe('by hand');
		expect(sourceWords({ ...deal, source: 'correction', corrects: 'x' })).toBe('a correction');
		expect(ruleWords(deal, 'EUR')).toBe('500 points each, rule 2');
		expect(ruleWords(revenue, 'EUR')).toBe('1 point per €100, rule 2');
	});

	it.each<[string, Partial<BehindItem>]>([
		['', {}],
		['taken back', { reversed: true }],
		['corrected', { reversed: true, corrected: true }],
		['withdrawn', { reverses: 'x', reversed: true }],
		['', { reverses: 'x' }],
		['', { reversed: true, since: { ...SINCE, counted: true } }],
		['taken back', { since: { ...SINCE, what: 'counted again', counted: false } }],
		['', { reversed: true, corrected: true, since: { ...SINCE, what: 'corrected', counted: true } }]
	])('what has become of it: "%s"', (words, change) => {
		expect(sinceWords({ ...deal, ...change })).toBe(words);
	});

	it('what a daily cap held back', () => {
		const metric = { key: 'calls-connected', name: 'Calls connected', unit: 'count' as const };
		const line = {
			...{ day: '2026-11-18', member: deal.member, metric },
			...{ points: '-30000000000', cap: '25' }
		};
		expect(heldWords(line, 'EUR')).toBe('Above 25 calls connected in a day');
		expect(heldWhen(line)).toBe('Wed 18 Nov');
	});

	it.each<[string, string, Partial<GuardLine>]>([
		['12 calls connected wait for a first meeting', 'Within November 2026', {}],
		['1 call connected waits for a first meeting', 'Within November 2026', { amount: '1' }],
		['12 calls connected score on a later day', 'Within November 2026', { kind: 'later' }],
		[
			'8 calls connected from earlier days score now',
			'Within the week from Mon 16 Nov',
			{ kind: 'released', amount: '8', window: 'week', day: '2026-11-16' }
		],
		[
			'€500 of pipeline waits for an opportunity opened',
			'Within the quarter from Thu 1 Oct',
			{
				metric: { key: 'pipeline', name: 'Pipeline', unit: 'money' },
				outcome: { key: 'opened', name: 'Opportunities opened', unit: 'count' },
				...{ amount: '50000', window: 'quarter', day: '2026-10-01' }
			}
		],
		[
			'12 calls connected wait for more revenue',
			'Within November 2026',
			{ outcome: { key: 'revenue', name: 'Revenue', unit: 'money' } }
		]
	])('what a guardrail changes: %s', (words, when, change) => {
		const line: GuardLine = {
			...{ day: '2026-11-01', member: deal.member, points: '-120000000000' },
			metric: { key: 'calls-connected', name: 'Calls connected', unit: 'count' },
			outcome: { key: 'first-meetings', name: 'First meetings', unit: 'count' },
			...{ window: 'month', kind: 'waiting', amount: '12' },
			...change
		};
		expect(heldWords(line, 'EUR')).toBe(words);
		expect(heldWhen(line)).toBe(when);
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
