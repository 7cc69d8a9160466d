import { expect, test } from 'vitest';
import { whyNot } from './why-not.ts';

const refused = (n: number) =>
	Array.from({ length: n }, (_, i) => ({
		name: `crm ${i + 1}`,
		detail: 'Count in whole numbers.'
	}));

test('each is named with its sentence', () => {
	expect(whyNot([])).toEqual([]);
	expect(whyNot(refused(1))).toEqual(['crm 1: Count in whole numbers.']);
});

test.each([
	[20, 'crm 20: Count in whole numbers.'],
	[21, 'and 1 more'],
	[1520, 'and 1,500 more']
])('of %i the last line is "%s"', (count, last) => {
	expect(whyNot(refused(count)).at(-1)).toBe(last);
});
