import { expect, test } from 'vitest';
import { isAt, isIn, mainPlaces, setupPlaces, sidePlaces, type Place } from './places.ts';

test('the bell stands in the middle of five places', () => {
	const places = mainPlaces('aiko');
	expect(places).toHaveLength(5);
	expect(places[2]).toMatchObject({ href: '/recognise', icon: 'bell' });
});

test('leagues stand beside the standings at a desk, while they are played', () => {
	const labels = (leagues: boolean) =>
		sidePlaces('aiko', { leagues, checks: null }).map(({ label }) => label);
	expect(labels(true).slice(0, 3)).toEqual(['Standings', 'Leagues', 'Moments']);
	expect(labels(false)).toEqual(mainPlaces('aiko').map(({ label }) => label));
});

test('who leads finds what waits at a desk, and on Me on a phone', () => {
	const side = sidePlaces('ines', { leagues: false, checks: 3 });
	expect(side.at(-2)).toMatchObject({ href: '/checks', count: 3 });
	expect(side.at(-3)).toMatchObject({ href: '/recognition' });
	expect(mainPlaces('ines', 3).at(-1)).toMatchObject({ label: 'Me', count: 3 });
});

test('what waits for somebody is counted at the goals, on a phone and at a desk', () => {
	const count = (places: Place[]) => places.find(({ icon }) => icon === 'goals')?.count;
	expect(count(mainPlaces('aiko', 0, 2))).toBe(2);
	expect(count(sidePlaces('aiko', { leagues: true, checks: null, asks: 2 }))).toBe(2);
});

test('a rep sets nothing up, a manager does not see keys, an admin sees all', () => {
	const labels = (who: { manages: boolean; isAdmin: boolean }) =>
		setupPlaces(who).map((place) => place.label);
	expect(labels({ manages: false, isAdmin: false })).toEqual([]);
	expect(labels({ manages: true, isAdmin: false })).not.toContain('API keys');
	expect(labels({ manages: false, isAdmin: true })).toEqual([
		'Metrics',
		'Targets',
		'Without a goal',
		'Expectations',
		'People and teams',
		'Groups',
		'Displays',
		'What changed',
		'When the bell rings',
		'Values and thanks',
		'Badges',
		'Still useful?',
		'Leagues',
		'Waiting',
		'Shared badges',
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

test('what goals lead to keeps their place marked', () => {
	const marked = (path: string) =>
		mainPlaces('aiko')
			.filter((place) => isIn(path, place))
			.map(({ label }) => label);
	expect(marked('/alignment')).toEqual(['Goals']);
	expect(marked('/teams/northern-lights')).toEqual(['Goals']);
	expect(marked('/standings')).toEqual(['Standings']);
});
