import { expect, test } from 'vitest';
import { initials } from './initials.ts';

test.each([
	['Aiko Kimura', 'AK'],
	['Tomás Benítez', 'TB'],
	['Ines', 'IN'],
	['maria del carmen soto', 'MS'],
	['Jean-Luc', 'JL'],
	['Øystein Åsen', 'ØÅ'],
	['  Lena   Tran ', 'LT'],
	['', '?']
])('%s → %s', (name, letters) => {
	expect(initials(name)).toBe(letters);
});
