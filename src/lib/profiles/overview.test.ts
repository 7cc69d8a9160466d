import { describe, expect, it } from 'vitest';
import type { MemberId } from '#lib/platform/ids.ts';
import {
	overviewHref,
	pageOf,
	quietFirst,
	quietFor,
	quietWords,
	recogniseHref
} from './overview.ts';

const TODAY = '2026-11-18';
const LENA = '019a0000-0000-7000-8000-00000000000a' as MemberId;

describe('who has not heard a specific word', () => {
	it.each([
		['2026-11-17', '2024-11-18', 1],
		['2026-11-04', '2024-11-18', 14],
		[undefined, '2026-11-12', 6],
		[undefined, '2026-10-01', 48],
		// What was said before somebody came back is no word to who they are now.
		['2026-01-05', '2026-11-16', 2]
	])('last %s, joined %s: %d days', (last, joined, days) => {
		expect(quietFor(last, joined, TODAY)).toBe(days);
	});

	it('names two weeks first, each part by name, and nobody before a week', () => {
		const days = new Map([
			['Aiko', 6],
			['Emil', 7],
			['Hana', 20],
			['Jonas', 13],
			['Lena', 14]
		]);
		expect(quietFirst([...days.keys()], (name) => days.get(name)!)).toEqual([
			'Hana',
			'Lena',
			'Emil',
			'Jonas'
		]);
	});

	it('says since when', () => {
		expect([quietWords(9), quietWords(null)]).toEqual(['9 days', 'no specific word yet']);
	});
});

it('the form is filled with the person and the win', () => {
	const at = '2026-11-18';
	const win = { words: '', at, href: '', about: { moment: 'm1' } };
	expect(recogniseHref(LENA, win)).toBe(`/recognise?to=${LENA}&moment=m1`);
	expect(recogniseHref(LENA, { ...win, about: { activity: 'a1' } })).toBe(
		`/recognise?to=${LENA}&activity=a1`
	);
	expect(recogniseHref(LENA, null)).toBe(`/recognise?to=${LENA}`);
});

it('turns one list and leaves the other where it is', () => {
	const at = { team: null, page: 2, spreadPage: 3 };
	expect(overviewHref(at, { page: 1 })).toBe('/recognition?people=3');
	expect(overviewHref({ ...at, team: 'fjord' }, { people: 4 })).toBe(
		'/recognition?team=fjord&page=2&people=4'
	);
	expect(overviewHref({ team: null, page: 1, spreadPage: 1 }, {})).toBe('/recognition');
});

it.each([
	[0, 1, 1, 0],
	[25, 1, 1, 25],
	[26, 2, 2, 1],
	[26, 9, 2, 1],
	[26, Number.NaN, 1, 25],
	[26, -3, 1, 25]
])('of %d people page %d is page %d with %d', (count, asked, page, shown) => {
	const cut = pageOf(Array.from({ length: count }), asked, 25);
	expect([cut.page, cut.items.length]).toEqual([page, shown]);
});
