import { expect, test } from 'vitest';
import { runsInto } from './runs-into.ts';

test.each([
	['before the name', 80, false],
	['just before it', 91, true],
	['in it', 150, true],
	['just after it', 209, true],
	['after it', 210, false]
])('a bar that ends %s', (_, bar, is) => {
	expect(runsInto(bar, { from: 100, width: 100, room: 10 })).toBe(is);
});
