import { expect, test } from 'vitest';
import { PLAYLIST, slideAt, turnOf } from './playlist.ts';

const at = (second: number) => new Date(second * 1000);

test('a round is the board, then the goals', () => {
	const round = Array.from({ length: 60 }, (_, second) => slideAt(at(second), { goals: 2 }));
	expect(round.slice(0, 40)).toEqual(Array(40).fill('board'));
	expect(round.slice(40)).toEqual(Array(20).fill('goals'));
	expect(slideAt(at(60), { goals: 2 })).toBe('board');
	expect(PLAYLIST.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(60);
});

test.each([0, 1])('with %i goals the board stays', (goals) => {
	for (let second = 0; second < 120; second++) expect(slideAt(at(second), { goals })).toBe('board');
});

test('goals take turns of twenty seconds beside the board', () => {
	expect(
		[0, 19, 20, 40, 60].map((second) => turnOf(['logos', 'demos', 'calls'], at(second)))
	).toEqual(['logos', 'logos', 'demos', 'calls', 'logos']);
	expect(turnOf([], at(7))).toBeUndefined();
});
