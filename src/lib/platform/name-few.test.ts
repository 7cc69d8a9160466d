import { expect, test } from 'vitest';
import { nameFew } from './name-few.ts';

const north = ['Aiko', 'Jonas', 'Lena', 'Mara', 'Priya'];
const many = Array.from({ length: 14 }, (_, place) => north[place] ?? `Colleague ${place}`);

test.each<[string, readonly string[], number | undefined, string]>([
	['nobody', [], undefined, ''],
	['one', ['Aiko'], undefined, 'Aiko'],
	['two', ['Aiko', 'Jonas'], undefined, 'Aiko and Jonas'],
	['four', north.slice(0, 4), undefined, 'Aiko, Jonas, Lena and Mara'],
	['five', north, undefined, 'Aiko, Jonas, Lena and 2 more'],
	['fourteen', many, undefined, 'Aiko, Jonas, Lena and 11 more'],
	['of forty, twelve known', many.slice(0, 12), 40, 'Aiko, Jonas, Lena and 37 more'],
	['one, and one in hiding', ['Aiko'], 2, 'Aiko and 1 more']
])('at most three are named, unless one were left: %s', (_, names, count, words) => {
	expect(nameFew(names, count)).toBe(words);
});
