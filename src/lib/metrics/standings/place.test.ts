import { describe, expect, it } from 'vitest';
import type { BoardRow, BoardState } from './board.ts';
import { POINT_SCALE } from '#lib/platform/quantity.ts';
import type { Scoring } from './closes.ts';
import { percentScore, type Measure } from './board-score.ts';
import { firstStep, placeRemark } from './place-words.ts';
import { around, placeOf } from './place.ts';
import { standingsOf } from './standings-of.ts';

const POINTS: BoardState = {
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

const METRICS: Scoring[] = [
	{ name: 'Calls connected', unit: 'count', pointsPerUnit: '10', dailyCap: '20', guarded: false },
	{ name: 'Demos held', unit: 'count', pointsPerUnit: '100', dailyCap: null, guarded: false },
	{ name: 'Deals won', unit: 'count', pointsPerUnit: '500', dailyCap: null, guarded: false },
	{ name: 'Revenue', unit: 'money', pointsPerUnit: '0.01', dailyCap: null, guarded: false }
];

function row(name: string, value: number, days = 1): BoardRow {
	const id = name.split(' ')[0]!.toLowerCase();
	const share = { id, name, colour: 1, team: null, value: String(value), activities: 1 };
	return { ...share, was: null, score: null, days, late: null };
}

function scorer(name: string, points: number, days = 1): BoardRow {
	return { ...row(name, 0, days), value: `${points}${'0'.repeat(POINT_SCALE)}` };
}

function say(who: string, rows: BoardRow[], head: Partial<BoardState> = {}): string {
	const board = { ...POINTS, ...head, rows };
	const { strong, rest } = placeRemark(placeOf(standingsOf(board), who)!, board, METRICS);
	return strong + rest;
}

const week = [
	scorer('Mara Silva', 1_910),
	scorer('Tomás Benítez', 1_522),
	scorer('Jonas Okafor', 1_380),
	scorer('Aiko Kimura', 1_284),
	scorer('Lena Tran', 1_251),
	scorer('Priya Desai', 1_108),
	scorer('Emil Vogt', 790),
	scorer('Hana Mori', 790)
];

describe('beside a rank stands', () => {
	it('the gap and what closes it', () => {
		expect(say('aiko', week)).toBe('97 points to pass Jonas. One demo held does it.');
	});

	it('who is level', () => {
		expect(say('hana', week)).toBe(
			'319 points to pass Priya. Level with Emil. Four demos held do it.'
		);
	});

	it('by how much the first leads', () => {
		expect(say('mara', week)).toBe('388 points ahead of Tomás. You lead the board.');
	});

	it('that first place is shared', () => {
		const shared = [scorer('Mara Silva', 5), scorer('Aiko Kimura', 5)];
		expect(say('aiko', shared)).toBe(
			'First place, shared with Mara. 1 more point makes it yours alone.'
		);
	});

	it('that nobody else is there yet', () => {
		expect(say('mara', week.slice(0, 1))).toBe('First on the board. The others are still to come.');
	});

	it('how it ended where the period is over', () => {
		const over = { today: '2026-11-30' };
		expect(say('aiko', week, over)).toBe('96 points behind Jonas at the end.');
		expect(say('mara', week, over)).toBe('388 points ahead of Tomás. You led the board.');
	});

	it('the gap itself on a board of money or pieces', () => {
		const money = { metric: 'revenue', name: 'Revenue', unit: 'money' as const };
		expect(say('aiko', [row('Jonas', 250_000), row('Aiko', 130_000)], money)).toBe(
			'€1,201 to pass Jonas.'
		);
		const demos = { metric: 'demos-held', name: 'Demos held', unit: 'count' as const };
		expect(say('aiko', [row('Jonas', 5), row('Aiko', 5), row('Mara', 5)], demos)).toBe(
			'First place, shared with Jonas and Mara. 1 more makes it yours alone.'
		);
		expect(say('aiko', [row('Jonas', 5), row('Aiko', 3), row('Mara', 5)], demos)).toBe(
			'3 demos held to pass Jonas and Mara.'
		);
	});

	it('what a team needs, and by how much it leads for each person and day', () => {
		const teams = [scorer('Northern Lights', 6_600, 42), scorer('Harbour Crew', 5_100, 35)];
		expect(say('harbour', teams, { by: 'team' })).toBe(
			'400 points to draw level with Northern Lights.'
		);
		expect(say('northern', teams, { by: 'team' })).toBe(
			'11 a person a day ahead of Harbour Crew. Your team leads the board.'
		);
		const demos = { name: 'Demos held', unit: 'count' as const, by: 'team' as const };
		const held = [row('Northern Lights', 26, 12), row('Harbour Crew', 20, 10)];
		expect(say('harbour', held, demos)).toBe('2 demos held to draw level with Northern Lights.');
	});
});

describe('not on the board yet', () => {
	it.each<[string, Partial<BoardState>, string]>([
		['points', {}, 'One call connected puts you on it.'],
		[
			'today, where a cap could cut it off',
			{ period: { ...POINTS.period, kind: 'day' } },
			'One demo held puts you on it.'
		],
		[
			'pieces',
			{ metric: 'deals-won', name: 'Deals won', unit: 'count' },
			'One deal won puts you on it.'
		],
		[
			'money',
			{ metric: 'revenue', name: 'Revenue', unit: 'money' },
			'Your first revenue puts you on it.'
		],
		['a period that is over', { today: '2026-12-01' }, 'Nothing of yours stood on this board.']
	])('%s', (_, head, sentence) => {
		expect(firstStep({ ...POINTS, ...head }, METRICS)).toBe(sentence);
	});
});

describe('around you', () => {
	it.each([
		['mara', ['mara', 'tomás', 'jonas']],
		['aiko', ['mara', 'tomás', 'jonas', 'aiko', 'lena', 'priya']],
		// One row between first place and the rest would look lost.
		['lena', ['mara', 'tomás', 'jonas', 'aiko', 'lena', 'priya', 'emil']],
		['priya', ['mara', 'aiko', 'lena', 'priya', 'emil', 'hana']],
		['hana', ['mara', 'priya', 'emil', 'hana']],
		['nobody', []]
	])('%s', (who, ids) => {
		expect([...around(standingsOf({ ...POINTS, rows: week }), who)]).toEqual(ids);
	});
});

describe('a percent board', () => {
	const points = (n: number) => BigInt(n) * 10n ** BigInt(POINT_SCALE);
	const measured = (rank: 'target' | 'improvement', by: Measure) => (name: string, n: number) => ({
		...scorer(name, n),
		score: percentScore(points(n), by, rank).toString()
	});
	const target: Measure = { basis: points(1_000), begun: 1, of: 1 };
	const usual: Measure = { basis: points(7_000), begun: 3, of: 21 };
	const half = measured('target', { ...target, basis: points(500) });
	const better = measured('improvement', usual);

	function tell(
		who: string,
		rows: BoardRow[],
		rank: 'target' | 'improvement',
		measure: Measure | null,
		head: Partial<BoardState> = {}
	): string {
		const board = { ...POINTS, ...head, rank, rows };
		const place = placeOf(standingsOf(board), who)!;
		const { strong, rest } = placeRemark(place, board, METRICS, measure);
		return strong + rest;
	}

	it('says what passes the next one, by one’s own target', () => {
		const rows = [half('Mara Silva', 400), measured('target', target)('Aiko Kimura', 744)];
		expect(tell('aiko', rows, 'target', target)).toBe(
			'57 points to pass Mara. One demo held does it.'
		);
		expect(tell('mara', rows, 'target', target)).toBe('5% ahead of Aiko. You lead the board.');
		expect(tell('aiko', rows, 'target', target, { today: '2026-11-30' })).toBe(
			'5% behind Mara at the end.'
		);
	});

	it('says it by what is usual for oneself', () => {
		const rows = [better('Mara Silva', 1_500), better('Aiko Kimura', 1_200)];
		expect(tell('aiko', rows, 'improvement', usual)).toMatch(/^301 points to pass Mara\./);
		const close = [better('Mara Silva', 1_201), better('Aiko Kimura', 1_200)];
		expect(tell('mara', close, 'improvement', usual)).toMatch(/^less than 1% ahead of Aiko\./);
		const far = [better('Mara Silva', 18_000), better('Aiko Kimura', 1_200)];
		expect(tell('mara', far, 'improvement', usual)).toMatch(/^Far ahead of Aiko\./);
	});

	it('says why somebody is not on it yet', () => {
		expect(firstStep({ ...POINTS, rank: 'target' }, METRICS)).toBe(
			'You have no target for a week here yet. Your manager sets it.'
		);
		expect(firstStep({ ...POINTS, rank: 'target' }, METRICS, target)).toMatch(/puts you on it/);
		expect(firstStep({ ...POINTS, rank: 'improvement' }, METRICS)).toMatch(/last three weeks/);
	});
});
