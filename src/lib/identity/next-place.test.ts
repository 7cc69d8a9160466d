import { expect, it } from 'vitest';
import { nextPlace } from './next-place.ts';

it.each([
	['/moments?team=harbour-crew', '/moments?team=harbour-crew'],
	['', '/standings'],
	['//evil.example', '/standings'],
	['/\\evil.example', '/standings'],
	['/\t/evil.example', '/standings'],
	['https://evil.example', '/standings'],
	['javascript:alert(1)', '/standings']
])('%j leads to %s', (next, place) => {
	const url = new URL('http://bell.example/login');
	url.searchParams.set('next', next);
	expect(nextPlace(url)).toBe(place);
});
