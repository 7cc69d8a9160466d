import { expect, test } from 'vitest';
import { linkWords } from './link-words.ts';

test('what supports a goal is marked where it is won, over, or waits', () => {
	const five = { state: 'agreed', closed: false, value: '3', target: '5' } as const;
	const TABLE: [Partial<Parameters<typeof linkWords>[0]>, string, boolean][] = [
		[{}, '', false],
		[{ value: '5' }, 'reached', true],
		[{ value: '6', closed: true }, 'reached, closed', true],
		[{ value: '5', state: 'proposed' }, 'reached, waits to be agreed', true],
		[{ closed: true }, 'closed', false],
		[{ state: 'proposed' }, 'waits to be agreed', false],
		[{ state: 'declined', closed: true }, 'closed', false],
		[{ state: 'declined' }, 'not agreed', false]
	];
	for (const [change, words, won] of TABLE)
		expect(linkWords({ ...five, ...change })).toEqual({ words, won });
});
