import { expect, it } from 'vitest';
import { boardHref, readBoardAddress, recordHref } from './board-address.ts';

const addressOf = (href: string) =>
	readBoardAddress(new URL(href, 'http://bell.example').searchParams);

it('whoever records one from their goals comes back to them', () => {
	const address = addressOf(recordHref('demos-held', 'aiko', '/goals?of=mine'));
	expect(address).toMatchObject({ metric: 'demos-held', add: 'aiko', back: '/goals?of=mine' });
	expect(boardHref(address, {})).toBe('/standings?metric=demos-held');
});

it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', 'x'])(
	'%s is nowhere to come back to',
	(back) => {
		expect(addressOf(recordHref('demos-held', 'aiko', back)).back).toBeUndefined();
	}
);
