import { expect, test } from 'vitest';
import { isAt, mainPlaces, setupPlaces } from './places.ts';

test('the bell stands in the middle of five places', () => {
	const places = mainPlaces('aiko');
	expect(places).toHaveLength(5);
	expect(places[2]).toMatchObject({ href: '/recognise', icon: 'bell' });
});

test('a rep sets nothing up, a manager does not see keys, an admin sees all', () => {
	const labels = (who: { manages: boolean; isAdmin: boolean }) =>
		setupPlaces(who).map((place) => place.label);
	expect(labels({ manages: false, isAdmin: false })).toEqual([]);
	expect(labels({ manages: true, isAdmin: false })).not.toContain('API keys');
	expect(labels({ manages: false, isAdmin: true })).toEqual([
		'Metrics',
		'Targets',
		'People and teams',
		'Groups',
		'Displays',
		'Waiting',
		'API keys',
		'Organization'
	]);
});

test.each([
	['/members/1', '/members/1', true],
	['/members/1/activities', '/members/1', true],
	['/members/12', '/members/1', false],
	['/standings', '/moments', false]
])('%s at %s: %s', (path, place, expected) => {
	expect(isAt(path, place)).toBe(expected);
});
