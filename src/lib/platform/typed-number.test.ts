import { expect, it } from 'vitest';
import { plainNumber, readTyped } from './typed-number.ts';

it.each([
	['1300.50', 130_050n],
	['1,300.50', 130_050n],
	['1,300', 130_000n],
	[' 1 300.5 ', 130_050n],
	['1\u00a0300', 130_000n],
	['1\u202f300', 130_000n],
	["12'500", 1_250_000n],
	['12’500', 1_250_000n],
	['1,250,000.00', 125_000_000n],
	['-1,300', -130_000n],
	['0400', 40_000n],
	['12', 1_200n],
	[1300.5, 130_050n]
])('%j is read', (typed, value) => expect(readTyped(typed, 2)).toBe(value));

it.each([
	'',
	'many',
	'1,5',
	'1,30',
	'1,0000',
	'1300,50',
	'1.300,50',
	'1,300 500',
	'12 50',
	',300',
	'0,500',
	'1,,300',
	'1,300.',
	'1e3'
])('%j is no number', (typed) => expect(readTyped(typed, 2)).toBeUndefined());

it('decimals beyond the scale are told apart, and what is no number stays as it was typed', () => {
	expect(readTyped('1,300.505', 2)).toBe('too-fine');
	expect(plainNumber(' 1,5 ')).toBe('1,5');
});
