import { expect, it } from 'vitest';
import type { LeaguePlace, SeasonResult } from './league.ts';
import { linesOn, linesWords, placeWords, seasonWords, valueWords } from './league-words.ts';

const points = { name: 'Points', unit: 'points', currency: 'EUR' } as const;
const context = {
	season: 'month',
	figure: points,
	figureBefore: points,
	leagues: 3,
	people: 26
} as const;
const second: SeasonResult = {
	league: 2,
	rank: 2,
	of: 9,
	value: 1_240_000_000_000n,
	crossed: 2
};

function words(place: Partial<LeaguePlace>): string {
	const whole = { league: 2, moved: 'stayed', reason: 'rank', trailing: null, before: second };
	return placeWords({ ...whole, ...place } as LeaguePlace, context);
}

it.each<[Partial<LeaguePlace>, string]>([
	[
		{ league: 1, moved: 'promoted' },
		'You were 2nd of 9 in League 2 with 1,240 points: the first two go up.'
	],
	[
		{ league: 3, moved: 'relegated', before: { ...second, rank: 8 } },
		'You were 8th of 9 in League 2 with 1,240 points: the last two change places with the first two of League 3.'
	],
	[
		{ before: { ...second, rank: 5 } },
		'You were 5th of 9 in League 2 with 1,240 points: that keeps you in League 2.'
	],
	[
		{},
		'You were 2nd of 9 in League 2 with 1,240 points: the first two go up. Of those who are level, whoever brought more before the season goes up.'
	],
	[
		{ league: 3, moved: 'relegated', before: { ...second, rank: 7 } },
		'You were 7th of 9 in League 2 with 1,240 points: the last two change places with the first two of League 3. Of those who are level, whoever brought more before the season stays.'
	],
	[
		{ league: 1, before: { ...second, league: 1, rank: 1 } },
		'You were 1st of 9 in League 1 with 1,240 points: there is no league above yours, so you play on at the top.'
	],
	[
		{ league: 1, moved: 'promoted', reason: 'room', before: { ...second, rank: 3 } },
		'You were 3rd of 9 in League 2 with 1,240 points: a place was free in League 1, and it is yours.'
	],
	[
		{ reason: 'room', before: { ...second, rank: 9 } },
		'You were 9th of 9 in League 2 with 1,240 points: a place was free in League 2, so you keep yours.'
	],
	[
		{ league: 3, moved: 'relegated', reason: 'room', before: { ...second, rank: 6 } },
		'You were 6th of 9 in League 2 with 1,240 points: League 2 had more than its twelve, so its last places moved over.'
	],
	[
		{ moved: 'placed', reason: 'anew' },
		'You were 2nd of 9 in League 2 with 1,240 points. There are 26 of us now, which makes three leagues.'
	],
	[
		{ reason: 'quiet', before: { ...second, rank: null } },
		'Nothing was counted for you in the month before, so you keep your place in League 2.'
	],
	[
		{ moved: 'placed', reason: 'trailing', before: null, trailing: 5_160_000_000_000n },
		'Placed by your last three months: 860 points a month.'
	],
	[
		{ league: 3, moved: 'placed', reason: 'new', before: null },
		'New here: everybody starts in League 3 and climbs from there.'
	]
])('says why in one or two sentences: %#', (place, sentence) => {
	expect(words(place)).toBe(sentence);
});

it('says what lies ahead', () => {
	expect(linesWords(2, 2, 3)).toBe(
		'The first two go up into League 1, the last three change into League 3.'
	);
	expect(linesWords(1, 0, 2)).toBe('The last two change into League 2.');
	expect(linesWords(3, 2, 0)).toBe('The first two go up into League 2.');
	expect(linesWords(1, 0, 0)).toBe('There is one league: nobody goes up or down.');
});

it('counts in the words of the metric', () => {
	expect(valueWords(3n, { ...points, name: 'Demos held', unit: 'count' })).toBe('3 demos held');
	expect(valueWords(1n, { ...points, name: 'Demos held', unit: 'count' })).toBe('1 demo held');
	expect(valueWords(1_240_000n, { ...points, name: 'Revenue', unit: 'money' })).toBe(
		'€12,400 revenue'
	);
});

it('says how long it goes on', () => {
	const season = {
		period: { kind: 'week', start: '2026-11-16', end: '2026-11-22' },
		today: '2026-11-18',
		state: 'running',
		figure: { ...points, key: 'points' },
		leagues: 2
	} as const;
	expect(seasonWords(season, true)).toBe(
		'Five days left. Places for the next season are decided on Monday 23 Nov at noon.'
	);
	expect(seasonWords({ ...season, today: '2026-11-22' }, false)).toBe(
		'Last day. It is the last season: leagues are switched off.'
	);
	expect(seasonWords({ ...season, today: '2026-11-23', state: 'deciding' }, true)).toContain(
		'At noon'
	);
});

it('draws the lines where somebody stands at them', () => {
	const members = Array.from({ length: 9 }, (_, index) => ({
		id: `${index}`,
		name: `${index}`,
		colour: 1,
		moved: 'stayed' as const
	}));
	const league = { up: 2, down: 2, members };
	expect(linesOn(league, 9)).toEqual({ lastUp: 1, firstDown: 7 });
	expect(linesOn(league, 7)).toEqual({ lastUp: 1, firstDown: undefined });
	expect(linesOn(league, 2)).toEqual({ lastUp: undefined, firstDown: undefined });
	expect(linesOn({ ...league, up: 0 }, 9)).toEqual({ lastUp: undefined, firstDown: 7 });
	expect(linesOn({ ...league, members: members.slice(5) }, 4)).toEqual({
		lastUp: 1,
		firstDown: undefined
	});
});
