import { expect, it } from 'vitest';
import type { Period } from '#lib/platform/period.ts';
import { nobodyWords } from './nobody-words.ts';

const week: Period = { kind: 'week', start: '2026-11-16', end: '2026-11-22' };
const board = {
	metric: 'demos-held',
	name: 'Demos held',
	unit: 'count',
	currency: 'EUR',
	period: week,
	today: '2026-11-18',
	rank: 'value',
	by: 'member',
	team: null,
	group: null,
	league: null,
	closedAt: null,
	size: 0,
	without: 0
} as const;
const rep = { metrics: [], measure: null, plays: true, setsTargets: false };
const admin = { ...rep, plays: false, setsTargets: true };

it.each([
	['a rep', board, rep, 'Nobody is on this board yet', /^One demo held puts you on it/, 'add'],
	['an admin', board, admin, 'Nobody is on this board yet', /^The first activity/, null],
	[
		'an admin, by percent of target in a new organization',
		{ ...board, rank: 'target' },
		admin,
		'Nobody is on their way to a target this week yet',
		/^Say what your people aim at/,
		'targets'
	],
	[
		'an admin, where people work without targets',
		{ ...board, rank: 'target', without: 3 },
		admin,
		'Nobody has a target here yet',
		/^Say what your people aim at/,
		'targets'
	],
	[
		'a rep, by percent of target without one',
		{ ...board, rank: 'target' },
		rep,
		'Nobody is on their way to a target this week yet',
		/^A manager sets them/,
		null
	],
	[
		'a rep, by improvement in a new organization',
		{ ...board, rank: 'improvement' },
		rep,
		'Too early to say who improved',
		/last three weeks/,
		'add'
	],
	[
		'an admin, by improvement in a new organization',
		{ ...board, rank: 'improvement' },
		admin,
		'Too early to say who improved',
		/last three weeks/,
		null
	],
	[
		'anybody, of a week that is over',
		{ ...board, rank: 'target', today: '2026-11-25' },
		rep,
		'Nothing was counted here then',
		/later week/,
		null
	]
] as const)('an empty board says to %s what to do first', (_, shown, reader, title, text, does) => {
	const words = nobodyWords(shown, reader);
	expect(words).toEqual({ title, text: expect.stringMatching(text), does });
});
