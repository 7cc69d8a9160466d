import { expect, it } from 'vitest';
import { readListPage } from './list-page.ts';

const ID = '01a1ede2-6680-7d4e-a469-10b9211d87b7';

it.each([
	[`older.${ID}`, { way: 'older', than: ID }],
	[`newer.${ID}`, { way: 'newer', than: ID }],
	[undefined, null],
	['2', null],
	['older.', null],
	['older.2', null],
	[`beside.${ID}`, null],
	[`older.${ID}.${ID}`, null]
])('a page of a list by its address: %s', (text, page) => {
	expect(readListPage(text)).toEqual(page);
});
