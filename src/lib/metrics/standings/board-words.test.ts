import { describe, expect, it } from 'vitest';
import { improvedWords, showBoardFigure, unitWords } from './board-figure.ts';
import { closedWords, lateWords, rankingWords, withoutWords } from './board-words.ts';
import type { BoardRow, BoardState } from './board.ts';
import { improvementTopic, mostImproved } from './most-improved.ts';
import { finerIds, showScore, targetWords } from './percent-words.ts';
import { standingsOf } from './standings-of.ts';
import { shownStandings } from './board/window-standings.ts';

const PLAIN: BoardState = {
	metric: 'points',
	name: 'Points',
	unit: 'points',
	currency: 'EUR',
	period: { kind: 'week', start: '2026-11-16', end: '2026-11-22' },
	today: '2026-11-18',
	by: 'member',
	rank: 'value',
	team: null,
	group: null,
	league: null,
	closedAt: null,
	size: 0,
	without: 0,
	rows: []
};

const scored = (name: string, score: number | null, value = '1'): BoardRow => ({
	...{
		id: name,
		name,
		colour: 1,
		team: null,
		value,
		activities: 1,
		was: null,
		days: 1,
		late: null
	},
	score: score === null ? null : String(score)
});

describe('what a board says about itself', () => {
	it.each<[Partial<BoardState>, string]>([
		[{}, 'Ranked by points, this week.'],
		[
			{ name: 'Demos held', rank: 'target', today: '2026-11-30' },
			'Ranked by percent of own target in demos held, 16 – 22 Nov. Targets stay private.'
		],
		[
			{ rank: 'improvement' },
			'Points this week against one’s own usual: the last three weeks, day for day.'
		],
		[{ by: 'team' }, 'Ranked by points a person a day, this week: size makes no difference.']
	])('%j', (head, words) => {
		expect(rankingWords({ ...PLAIN, ...head })).toBe(words);
	});

	it.each([
		['2026-11-23', 'Final, closed today 12:00'],
		['2026-11-24', 'Final, closed Monday 12:00'],
		['2026-11-30', 'Final, closed 23 Nov 12:00'],
		['2027-02-01', 'Final, closed 23 Nov 2026 12:00']
	])('on %s of a week that closed: %s', (today, words) => {
		const closedAt = '2026-11-23T11:00:00.000Z';
		expect(closedWords({ ...PLAIN, today, closedAt }, 'Europe/Berlin')).toBe(words);
		expect(closedWords({ ...PLAIN, today }, 'Europe/Berlin')).toBe('');
	});

	it.each([
		[null, ''],
		['120000000000', '+120 points since it closed'],
		['-1000000000', '−1 point since it closed']
	])('%s came late: %s', (late, words) => {
		expect(lateWords({ late }, PLAIN)).toBe(words);
	});

	it.each<[Partial<BoardState>, string]>([
		[{ without: 4 }, ''],
		[{ without: 0, rank: 'target' }, ''],
		[{ without: 1, rank: 'target' }, '1 person has no target for a week yet.'],
		[{ without: 4, rank: 'target' }, '4 people have no target for a week yet.'],
		[
			{ without: 2, rank: 'improvement' },
			'2 people are new here: with three weeks behind them they join in.'
		]
	])('%j without: %s', (head, words) => {
		expect(withoutWords({ ...PLAIN, ...head })).toBe(words);
	});
});

describe('percents', () => {
	it('are shown to the hundredth where the whole one would not tell who is ahead', () => {
		const rows = [scored('Priya', 9233), scored('Jonas', 9200), scored('Emil', 8777)];
		const board = { ...PLAIN, rank: 'target' as const };
		const finer = finerIds(standingsOf({ ...board, rows: [...rows, scored('Hana', 8777)] }));
		expect([...finer].sort()).toEqual(['Jonas', 'Priya']);
		expect(showScore(9233n, board)).toBe('92.33%');
		const improved = { rank: 'improvement' as const };
		expect([7n, -334n, 0n].map((score) => showScore(score, improved))).toEqual([
			'+0.07%',
			'−3.34%',
			'0.00%'
		]);
	});

	it.each([
		[-12n, '−12%', '−12% on their usual'],
		[34n, '+34%', '+34% on their usual'],
		[99n, '+99%', '+99% on their usual'],
		[100n, '2×', 'twice their usual'],
		[104n, '2.04×', 'twice their usual'],
		[143n, '2.43×', '2.4 times their usual'],
		[899n, '9.99×', '9.9 times their usual'],
		[1_700n, '18×', '18 times their usual'],
		[1_750n, '18.5×', '18 times their usual'],
		[129_900n, '1,300×', '1,300 times their usual']
	])('%s percent above the usual is %s on the board, and %s in a sentence', (n, figure, words) => {
		expect(showBoardFigure(n, { ...PLAIN, rank: 'improvement' })).toBe(figure);
		expect(improvedWords(n)).toBe(words);
	});

	it('say what they count, and by double or more who is ahead', () => {
		const board = { ...PLAIN, rank: 'improvement' as const };
		expect([unitWords(board, 99n), unitWords(board, 100n)]).toEqual([
			'on usual points',
			'usual points'
		]);
		expect(showBoardFigure(1_700n, { ...PLAIN, rank: 'target' })).toBe('1,700%');
		expect(showScore(14_312n, board)).toBe('2.4312×');
	});

	it('of a target stand on an opened figure for those whom it concerns', () => {
		const opened = { target: '1200000000000', behind: { sum: '744000000000' } };
		expect(targetWords(opened, PLAIN)).toBe('. 62% of the target 1,200');
		expect(targetWords({ ...opened, target: null }, PLAIN)).toBe('');
	});
});

describe('who improved most', () => {
	const board = (...scores: number[]): BoardState => ({
		...PLAIN,
		rank: 'improvement',
		size: scores.length,
		rows: scores.map((score, index) => scored(`r${index}`, score))
	});

	it('is news where it is clear, among enough people', () => {
		expect(mostImproved(board(3450, 1000, -200))).toEqual({ id: 'r0', name: 'r0', percent: 34 });
		expect(mostImproved(board(1999, 0, 0))).toBeNull();
		expect(mostImproved(board(3450, 3450, 0))).toBeNull();
		expect(mostImproved(board(3450, 0))).toBeNull();
		expect(mostImproved(board())).toBeNull();
	});

	it.each([
		['board?metric=points&period=week', 'board?metric=points&period=week&rank=improvement'],
		['board?metric=points&period=day', undefined],
		['board?by=team&metric=points&period=week', undefined],
		['board?at=2026-11-10&metric=points&period=week', undefined],
		['board?metric=points&period=week&rank=target', undefined]
	])('%s is measured by %s', (topic, improvement) => {
		expect(improvementTopic(topic)).toBe(improvement);
	});
});

describe('a board too large to be shown whole', () => {
	const rows = [scored('Mara', null, '90'), scored('Jonas', null, '80')];
	const cut = { ...PLAIN, size: 300, rows };
	const window = (...places: [string, number, string][]) => ({
		size: 300,
		rank: places[1]![1],
		rows: places.map(([name, rank, value]) => ({ ...scored(name, null, value), rank, was: 210 }))
	});

	it('goes on with the places around the reader, after a break', () => {
		const place = window(['Emil', 201, '20'], ['Aiko', 202, '15'], ['Lena', 203, '14']);
		const shown = shownStandings(cut, place);
		expect(shown.after).toBe('Emil');
		expect(shown.standings.map(({ row, rank }) => [row.name, rank])).toEqual([
			['Mara', 1],
			['Jonas', 2],
			['Emil', 201],
			['Aiko', 202],
			['Lena', 203]
		]);
		expect(shown.standings[3]).toMatchObject({ gap: 5n, movement: 8 });
	});

	it('has no break where the reader stands right below the best, and none without a reader', () => {
		const place = window(['Jonas', 2, '80'], ['Aiko', 3, '75']);
		const shown = shownStandings(cut, place);
		expect([shown.standings.length, shown.after]).toEqual([3, null]);
		expect(shownStandings(cut, null)).toMatchObject({ after: null });
	});
});
