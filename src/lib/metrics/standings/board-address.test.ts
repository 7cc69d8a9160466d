import { expect, it } from 'vitest';
import { boardHref, readBoardAddress, recordHref } from './board-address.ts';

const addressOf = (href: string) =>
	readBoardAddress(new URL(href, 'http://bell.example').searchParams);

it('whoever records one from their goals comes back to them', () => {
	const demos = { metric: 'demos-held', segment: null };
	const address = addressOf(recordHref(demos, 'aiko', '/goals?of=mine'));
	expect(address).toMatchObject({ metric: 'demos-held', add: 'aiko', back: '/goals?of=mine' });
	expect(address.segment).toBeUndefined();
	expect(boardHref(address, {})).toBe('/standings?metric=demos-held');
});

it('what only one kind of customer feeds is recorded as that kind', () => {
	const meetings = { metric: 'first-meetings', segment: 'Big hospital' };
	const address = addressOf(recordHref(meetings, 'jonas', '/goals'));
	expect(address).toMatchObject({ add: 'jonas', segment: 'big hospital' });
	expect(boardHref(address, {})).toBe('/standings?metric=first-meetings');
});

it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', 'x'])(
	'%s is nowhere to come back to',
	(back) => {
		expect(
			addressOf(recordHref({ metric: 'demos-held', segment: null }, 'aiko', back)).back
		).toBeUndefined();
	}
);
