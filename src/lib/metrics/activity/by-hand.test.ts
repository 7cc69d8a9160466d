import { expect, it } from 'vitest';
import { readByHand } from './by-hand.ts';
import type { Unit } from '#lib/platform/quantity.ts';

it.each<[string, Unit, string, string]>([
	['12', 'count', 'EUR', '12'],
	[' 1 300 ', 'count', 'EUR', '1300'],
	['1,250', 'count', 'EUR', '1250'],
	['90', 'minutes', 'EUR', '90'],
	['1300.5', 'money', 'EUR', '1300.50'],
	['1,300.50', 'money', 'EUR', '1300.50'],
	['1,255', 'money', 'EUR', '1255.00'],
	['1,250,000', 'money', 'EUR', '1250000.00'],
	['0.500', 'money', 'EUR', '0.50'],
	['12500', 'money', 'JPY', '12500'],
	['1.250', 'money', 'KWD', '1.250'],
	['1.2500', 'money', 'KWD', '1.250']
])('%j of %s in %s is %s', (typed, unit, currency, value) =>
	expect(readByHand(typed, unit, currency)).toEqual({ value })
);

it.each<[string, Unit, string, string]>([
	['1.000', 'money', 'EUR', '€1 or €1,000? Write 1.00 or 1000.'],
	['1,000', 'money', 'EUR', '€1 or €1,000? Write 1.00 or 1000.'],
	['12.500', 'money', 'EUR', '€12.50 or €12,500? Write 12.50 or 12500.'],
	['1.255', 'money', 'EUR', '€1,255? Write 1255.'],
	['1.000', 'count', 'EUR', '1 or 1,000? Write 1 or 1000.'],
	['1,000', 'count', 'EUR', '1 or 1,000? Write 1 or 1000.'],
	['1.000', 'money', 'JPY', '¥1 or ¥1,000? Write 1 or 1000.'],
	['0', 'count', 'EUR', 'Use a number from 1 up.'],
	['-3', 'count', 'EUR', 'Use a number from 1 up.'],
	['0', 'minutes', 'EUR', 'Use a number from 1 up.'],
	['0.00', 'money', 'EUR', 'Use an amount above zero.'],
	['1,5', 'count', 'EUR', 'Use a whole number.'],
	['1.5', 'count', 'EUR', 'Use a whole number.'],
	['1.5', 'minutes', 'EUR', 'Use whole minutes.'],
	['1.5', 'money', 'JPY', 'Use a whole amount.'],
	['1,5', 'money', 'JPY', 'Use a whole amount.'],
	['12,50', 'money', 'EUR', 'Write 12.50, with a point.'],
	['1.300,50', 'money', 'EUR', 'Write 1300.50, with a point.'],
	['12.505', 'money', 'EUR', '€12,505? Write 12505.'],
	['1300.505', 'money', 'EUR', 'Use at most 2 decimals for EUR.'],
	['many', 'count', 'EUR', 'Use a number like 4.'],
	['0,500', 'money', 'EUR', 'Use a number like 1250 or 1250.50.']
])('%j of %s in %s: %s', (typed, unit, currency, sentence) =>
	expect(readByHand(typed, unit, currency)).toEqual({ sentence })
);

it('what is asked about in a currency of three decimals is taken as it is told to be written', () => {
	const asked = readByHand('1,255', 'money', 'KWD');
	const words = 'sentence' in asked ? asked.sentence : '';
	expect(words).toMatch(/Write 1\.2550 or 1255\.$/);
	expect(readByHand('1.2550', 'money', 'KWD')).toEqual({ value: '1.255' });
});
