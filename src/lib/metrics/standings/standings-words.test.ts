import { describe, expect, it } from 'vitest';
import type { Period } from '#lib/platform/period.ts';
import { boardAction, boardHref, EVERYONE, readBoardAddress } from './board-address.ts';
import { neighbours, periodWords, rangeWords } from './period-words.ts';
import { movedIds, rankNews } from './rank-news.ts';
import { rank } from './rank.ts';
import { standingsOf } from './standings-of.ts';
import { fairShare, showFairShare } from './team-figure.ts';

const week: Period = { kind: 'week', start: '2026-11-16', end: '2026-11-22' };

describe('a period in words', () => {
	it.each<[Period, string]>([
		[{ kind: 'day', start: '2026-11-21', end: '2026-11-21' }, 'Sat 21 Nov'],
		[week, '16 – 22 Nov'],
		[{ kind: 'week', start: '2026-08-31', end: '2026-09-06' }, '31 Aug – 6 Sep'],
		[{ kind: 'month', start: '2026-10-01', end: '2026-10-31' }, 'October'],
		[{ kind: 'month', start: '2025-10-01', end: '2025-10-31' }, 'October 2025'],
		[{ kind: 'quarter', start: '2026-10-01', end: '2026-12-31' }, 'Oct – Dec'],
		[{ kind: 'quarter', start: '2025-11-01', end: '2026-01-31' }, 'Nov – Jan']
	])('%j', (period, words) => {
		expect(rangeWords(period, '2026-11-21')).toBe(words);
	});

	it('is "this week" while it runs', () => {
		expect(periodWords(week, '2026-11-22')).toBe('this week');
		expect(periodWords(week, '2026-11-23')).toBe('16 – 22 Nov');
	});

	it('has an earlier one, and a later one once that has begun', () => {
		expect(neighbours(week, '2026-11-22')).toEqual({ earlier: '2026-11-15', later: undefined });
		expect(neighbours(week, '2026-11-23').later).toBe('2026-11-23');
	});
});

describe('a board in an address', () => {
	it('is the points of the running week where nothing is said', () => {
		expect(readBoardAddress(new URLSearchParams())).toMatchObject({
			metric: 'points',
			period: 'week'
		});
		expect(boardHref({ metric: 'points', period: 'week' }, {})).toBe('/standings');
	});

	it('falls back where it makes no sense', () => {
		const odd = new URLSearchParams('period=year&at=2026-02-30&by=role&view=upside-down');
		const query = { period: 'week', at: undefined, by: undefined, view: undefined };
		expect(readBoardAddress(odd)).toMatchObject(query);
	});

	it('comes back as it was written, and closes what was open', () => {
		const query = readBoardAddress(
			new URLSearchParams(
				'metric=revenue&period=month&at=2026-10-15&open=aiko&page=older.01a1ede2-6680-7d4e-a469-10b9211d87b7'
			)
		);
		const href = boardHref(query, { team: EVERYONE });
		expect(href).toBe('/standings?metric=revenue&period=month&at=2026-10-15&team=*');
		expect(readBoardAddress(new URL(href, 'http://x').searchParams)).toEqual({
			...query,
			team: '*',
			open: undefined,
			page: undefined
		});
	});
});

describe('a form on the page', () => {
	it('keeps what is open', () => {
		expect(boardAction({ metric: 'points', period: 'week' }, 'record')).toBe('?/record');
		expect(boardAction({ metric: 'points', period: 'day', open: 'aiko' }, 'reverse')).toBe(
			'?/reverse&period=day&open=aiko'
		);
	});
});

describe('news of ranks', () => {
	const board = (values: Record<string, number>) =>
		rank(
			Object.entries(values).map(([name, value]) => ({
				id: name,
				name,
				value: String(value),
				was: null,
				score: null,
				days: 1
			}))
		);
	const before = board({ Mara: 9, Jonas: 7, Aiko: 5 });

	it.each<[string, Record<string, number>, string | null, string | undefined]>([
		['mine first', { Mara: 9, Jonas: 7, Aiko: 8 }, 'Aiko', 'You are now 2nd, up 1.'],
		['that I was passed', { Mara: 9, Jonas: 7, Aiko: 8 }, 'Jonas', 'You are now 3rd, down 1.'],
		['a new leader', { Mara: 9, Jonas: 10, Aiko: 5 }, 'Aiko', 'Jonas is in first place.'],
		['who went up', { Mara: 9, Jonas: 7, Aiko: 8 }, null, 'Aiko is now 2nd.'],
		['that I came', { Mara: 9, Jonas: 7, Aiko: 5, Lena: 1 }, 'Lena', 'You are on the board, 4th.'],
		['nothing where only values moved', { Mara: 10, Jonas: 8, Aiko: 6 }, 'Aiko', undefined]
	])('%s', (_, after, me, sentence) => {
		expect(rankNews(before, board(after), me)).toBe(sentence);
	});

	it('knows whose place or value is another one', () => {
		const after = board({ Mara: 9, Jonas: 7, Aiko: 8, Lena: 1 });
		expect(movedIds(before, after)).toEqual(['Aiko', 'Jonas', 'Lena']);
		expect(movedIds(before, before)).toEqual([]);
	});
});

describe("a team's figure for each of its people a day", () => {
	it.each([
		['points', '6600000000000', 6, '1,100'],
		['points', '1000000000000', 3, '333'],
		['count', '26', 6, '4.3'],
		['count', '12', 6, '2'],
		['money', '1234550', 6, '€2,058'],
		['minutes', '605', 6, '1 h 41'],
		['points', '5000000000', 0, '5']
	] as const)('%s %s over %i', (unit, value, days, figure) => {
		expect(showFairShare({ value, days }, { unit, currency: 'EUR' })).toBe(figure);
	});

	it('is rounded to the nearest, below nothing too', () => {
		expect(fairShare({ value: '-7', days: 2 }, { unit: 'minutes', currency: 'EUR' })).toBe(-4n);
	});
});

describe('teams', () => {
	it('are ranked by what each of their people brings a day, ahead or behind by size alone', () => {
		const team = (name: string, value: string, days: number) => {
			const row = { id: name, name, colour: 1, team: name, value, activities: 9 };
			return { ...row, was: null, score: null, days, late: null };
		};
		const standings = standingsOf({
			metric: 'demos-held',
			name: 'Demos held',
			unit: 'count',
			currency: 'EUR',
			period: week,
			today: '2026-11-18',
			by: 'team',
			rank: 'value',
			team: null,
			group: null,
			league: null,
			closedAt: null,
			size: 2,
			without: 0,
			rows: [team('Northern Lights', '30', 10), team('Harbour Crew', '26', 6)]
		});
		expect(
			standings.map(({ rank: place, row }) => [place, row.name, row.value, row.total])
		).toEqual([
			[1, 'Harbour Crew', '43', '26'],
			[2, 'Northern Lights', '30', '30']
		]);
	});
});
