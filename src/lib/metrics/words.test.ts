import { describe, expect, it } from 'vitest';
import type { MetricId } from '#lib/platform/ids.ts';
import { capWords, guardrailWords, pointsWords } from './rule-words.ts';
import { amountWords, inSentence, oneOf } from './words.ts';

const calls = { name: 'Calls connected', unit: 'count' } as const;
const meetings = { name: 'First meetings', unit: 'count' } as const;

describe('one of a metric', () => {
	it.each([
		['Demos held', 'demo held'],
		['Deals won', 'deal won'],
		['Calls connected', 'call connected'],
		['First meetings', 'first meeting'],
		['Opportunities opened', 'opportunity opened'],
		['Meetings with hospitals', 'meeting with hospitals'],
		['Sales calls', 'sales call'],
		['Pitches', 'pitch'],
		['Business reviews', 'business review'],
		['NPS calls', 'NPS call'],
		['Walk-ins', 'walk-in'],
		['Q3 reviews', 'Q3 review'],
		['Revenue', 'revenue'],
		['Coaching', 'coaching']
	])('%s', (name, one) => {
		expect(oneOf(name)).toBe(one);
	});

	it('is counted in words to ten at the start of a sentence, else in figures', () => {
		expect(amountWords(1n, 'Demos held', true)).toBe('One demo held');
		expect(amountWords(4n, 'Demos held', true)).toBe('Four demos held');
		expect(amountWords(4n, 'Demos held', false)).toBe('4 demos held');
		expect(amountWords(1200n, 'Demos held', true)).toBe('1,200 demos held');
	});

	it('keeps an abbreviation', () => {
		expect(inSentence('NPS calls')).toBe('NPS calls');
	});
});

describe('a rule in words', () => {
	it.each([
		['count', '100', '100 points each'],
		['count', '1', '1 point each'],
		['count', '2.5', '2.5 points each'],
		['count', '0.1', '1 point per 10'],
		['count', '0.25', '25 points per 100'],
		['count', '0', 'no points'],
		['money', '0.01', '1 point per €100'],
		['money', '1', '1 point per €1'],
		['money', '0.015', '15 points per €1,000'],
		['minutes', '0.5', '30 points an hour'],
		['minutes', '1', '60 points an hour'],
		['minutes', '0.001', '1 point per 1000 minutes'],
		['count', '1500.000000', '1,500 points each']
	] as const)('%s at %s', (unit, pointsPerUnit, words) => {
		expect(pointsWords({ unit, pointsPerUnit }, 'EUR')).toBe(words);
	});

	it('names the cap', () => {
		expect(capWords({ unit: 'count', dailyCap: '20' }, 'EUR')).toBe('at most 20 a day');
		expect(capWords({ unit: 'money', dailyCap: '5000000' }, 'EUR')).toBe('at most €50,000 a day');
		expect(capWords({ unit: 'count', dailyCap: null }, 'EUR')).toBe('');
	});

	it.each([
		[
			calls,
			{ allows: '25', per: '1', window: 'month' },
			meetings,
			'25 calls connected score for each first meeting in the same month; the others wait for the next one.'
		],
		[
			calls,
			{ allows: '1', per: '2', window: 'week' },
			meetings,
			'1 call connected scores for every 2 first meetings in the same week; the others wait for the next 2.'
		],
		[
			{ name: 'Talk time', unit: 'minutes' },
			{ allows: '90', per: '1000000', window: 'quarter' },
			{ name: 'Revenue', unit: 'money' },
			'1 h 30 of talk time scores for every €10,000 of revenue in the same quarter; the rest waits for the next €10,000.'
		],
		[
			{ name: 'Pipeline', unit: 'money' },
			{ allows: '500000', per: '1', window: 'month' },
			{ name: 'Deals won', unit: 'count' },
			'€5,000 of pipeline scores for each deal won in the same month; the rest waits for the next one.'
		]
	] as const)('says the guardrail of $name in one sentence', (metric, rule, outcome, sentence) => {
		const guardrail = { outcomeId: 'o' as MetricId, ...rule };
		expect(guardrailWords({ ...metric, guardrail }, outcome, 'EUR')).toBe(sentence);
		expect(guardrailWords({ ...metric, guardrail: null }, outcome, 'EUR')).toBe('');
		expect(guardrailWords({ ...metric, guardrail }, undefined, 'EUR')).toBe('');
	});
});
