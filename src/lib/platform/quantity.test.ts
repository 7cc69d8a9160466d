import { expect, it } from 'vitest';
import { showFigure } from './quantity.ts';

it.each([
	['€1,300.50', 130_050n, false],
	['€18,400', 1_840_000n, false],
	['-€0.05', -5n, false],
	['€18.4K', 1_840_000n, true],
	['€184.50', 18_450n, true]
])('money reads %s', (text, cents, short) => {
	expect(showFigure(cents, 'money', 'EUR', short)).toBe(text);
});

it('money of a currency without minor units, points and counts read whole', () => {
	expect(showFigure(1_300n, 'money', 'JPY')).toBe('¥1,300');
	expect(showFigure(13_005_000_000n, 'points', 'EUR')).toBe('13');
	expect(showFigure(1_284n, 'count', 'EUR')).toBe('1,284');
});
