import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divide } from './divide.ts';
import type { LeaguePlace, Player } from './league.ts';
import { promote } from './promote.ts';
import { linesOf, outcomesOf, type Ended } from './results.ts';
import { leaguesFor, mendSizes, sizesOf } from './sizes.ts';

const within = (sizes: readonly number[]) => sizes.every((size) => size >= 6 && size <= 12);
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

describe('how people are cut into leagues', () => {
	it.each([
		[0, 8, []],
		[5, 8, []],
		[6, 8, [6]],
		[11, 6, [11]],
		[12, 6, [6, 6]],
		[12, 8, [6, 6]],
		[12, 9, [12]],
		[12, 12, [12]],
		[13, 12, [7, 6]],
		[13, 6, [7, 6]],
		[20, 10, [10, 10]],
		[25, 8, [9, 8, 8]],
		[30, 10, [10, 10, 10]],
		[35, 10, [9, 9, 9, 8]],
		[50, 12, [10, 10, 10, 10, 10]]
	])('%i people, leagues of about %i', (people, wished, sizes) => {
		expect(sizesOf(people, wished)).toEqual(sizes);
	});

	it('always comes out between 6 and 12, the larger ones on top', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 6, max: 2000 }),
				fc.integer({ min: 6, max: 12 }),
				(n, wished) => {
					const sizes = sizesOf(n, wished);
					expect(within(sizes)).toBe(true);
					expect(sum(sizes)).toBe(n);
					expect([...sizes].sort((a, b) => b - a)).toEqual(sizes);
					expect(sizes[0]! - sizes.at(-1)!).toBeLessThanOrEqual(1);
				}
			)
		);
	});

	it('is mended with no more moves than it takes', () => {
		expect(mendSizes([6, 9, 12])).toEqual([6, 9, 12]);
		expect(mendSizes([4, 9, 9])).toEqual([6, 7, 9]);
		expect(mendSizes([6, 6, 5, 7])).toEqual([6, 6, 6, 6]);
		expect(mendSizes([8, 13])).toEqual([9, 12]);
		fc.assert(
			fc.property(fc.array(fc.nat(15), { minLength: 1, maxLength: 8 }), (sizes) => {
				const n = sum(sizes);
				fc.pre(n >= 6 * sizes.length && n <= 12 * sizes.length);
				const mended = mendSizes(sizes);
				expect(within(mended)).toBe(true);
				expect(sum(mended)).toBe(n);
			})
		);
	});
});

const player = (name: string, trailing: number | null): Player => ({
	memberId: name,
	trailing: trailing === null ? null : BigInt(trailing) * 6n,
	since: name
});
const letters = (from: string, many: number) =>
	Array.from({ length: many }, (_, i) => String.fromCharCode(from.charCodeAt(0) + i));
const leagueOf = (places: LeaguePlace[], name: string) =>
	places.find(({ memberId }) => memberId === name)?.league;
const membersOf = (places: LeaguePlace[], league: number) =>
	places.filter((place) => place.league === league).map(({ memberId }) => memberId);

describe('the first season', () => {
	it('puts people with the like past side by side, whoever is new into the last league', () => {
		const people = letters('a', 12).map((name, i) => player(name, i === 3 ? null : 100 - i));
		const places = divide(people, 6);
		expect(membersOf(places, 1)).toEqual(['a', 'b', 'c', 'e', 'f', 'g']);
		expect(membersOf(places, 2)).toEqual(['h', 'i', 'j', 'k', 'l', 'd']);
		expect(places.find(({ memberId }) => memberId === 'd')).toMatchObject({
			reason: 'new',
			moved: 'placed',
			trailing: null
		});
	});

	it('ranks somebody with a past of nothing before somebody without one', () => {
		const people = letters('a', 12).map((name, i) => player(name, i === 0 ? null : 0));
		expect(divide(people, 6).at(-1)!.memberId).toBe('a');
	});

	it('is not there for five', () => {
		expect(
			divide(
				letters('a', 5).map((name) => player(name, 1)),
				8
			)
		).toEqual([]);
	});
});

/** Two or more leagues whose members end with these values, best first; null did not play. */
function season(...leagues: (number | null)[][]): { ended: Ended[]; sizes: number[] } {
	const ended = leagues.flatMap((values, index) =>
		values.map((value, i): Ended => ({
			...player(`${index + 1}${String.fromCharCode(97 + i)}`, 100 - i),
			league: index + 1,
			value: BigInt(value ?? 0),
			played: value !== null
		}))
	);
	return { ended, sizes: leagues.map((values) => values.length) };
}

const SIX = [60, 50, 40, 30, 20, 10];
const NINE = [90, 80, 70, ...SIX];
const TEN = [100, ...NINE];
const again = ({ ended, sizes }: ReturnType<typeof season>, more: Player[] = [], wished = 8) =>
	promote(ended, sizes, [...ended, ...more], wished);

describe('a season’s end', () => {
	it('moves two up and two down between leagues of nine, with the figures that decided it', () => {
		const places = again(season(NINE, NINE));
		expect(membersOf(places, 1)).toEqual(['1a', '1b', '1c', '1d', '1e', '1f', '1g', '2a', '2b']);
		expect(places.find(({ memberId }) => memberId === '2b')).toEqual({
			memberId: '2b',
			league: 1,
			moved: 'promoted',
			reason: 'rank',
			trailing: 99n * 6n,
			before: { league: 2, rank: 2, of: 9, value: 80n, crossed: 2 }
		});
		expect(places.find(({ memberId }) => memberId === '1i')).toMatchObject({
			league: 2,
			moved: 'relegated',
			before: { rank: 9, of: 9, crossed: 2 }
		});
	});

	it('moves three between leagues of ten, and as many as the smaller one of two allows', () => {
		expect(linesOf([10, 12, 9])).toEqual([3, 2]);
		const places = again(season(TEN, TEN), [], 10);
		expect(membersOf(places, 1).slice(-3)).toEqual(['2a', '2b', '2c']);
	});

	it('never holds anybody in the top league down: nobody leaves it for being too good', () => {
		const stars = [1_000_000, 50, 40, 30, 20, 10];
		for (let round = 0, now = season(stars, SIX); round < 5; round++) {
			const places = again(now, [], 6);
			expect(leagueOf(places, '1a')).toBe(1);
			const values = new Map(now.ended.map((one) => [one.memberId, one.value]));
			now = {
				sizes: now.sizes,
				ended: places.map((place) => ({
					...player(place.memberId, 1),
					league: place.league,
					value: values.get(place.memberId)!,
					played: true
				}))
			};
		}
	});

	it('tells who is level at the line apart by what they brought before the season', () => {
		const { ended, sizes } = season(SIX, [50, 40, 40, 40, 20, 10]);
		ended.find(({ memberId }) => memberId === '2d')!.trailing = 1_000n;
		const places = promote(ended, sizes, ended, 6);
		expect(membersOf(places, 1)).toEqual(expect.arrayContaining(['2a', '2d']));
		expect(places.find(({ memberId }) => memberId === '2b')).toMatchObject({
			moved: 'stayed',
			before: { rank: 2, crossed: 2 }
		});
	});

	it('leaves whoever recorded nothing where they are, and ranks the others without them', () => {
		const places = again(season([60, 50, 40, 30, 20, null], SIX), [], 6);
		expect(places.find(({ memberId }) => memberId === '1f')).toMatchObject({
			league: 1,
			reason: 'quiet',
			before: { rank: null, of: 5 }
		});
		expect(leagueOf(places, '1e')).toBe(2);
		expect(leagueOf(places, '1d')).toBe(1);
	});

	it('moves nobody where nobody played, and lifts nobody who brought nothing', () => {
		const quiet = Array<null>(6).fill(null);
		const still = again(season(quiet, quiet), [], 6);
		expect(still.every(({ moved }) => moved === 'stayed')).toBe(true);
		const zeros = again(season(SIX, Array<number>(6).fill(0)), [], 6);
		expect(zeros.every(({ moved }) => moved === 'stayed')).toBe(true);
	});

	it('keeps who would have gone down where the league has places free', () => {
		const { ended, sizes } = season(SIX, NINE);
		const here = ended.filter(({ memberId }) => memberId !== '1a' && memberId !== '1b');
		const places = promote(ended, sizes, here, 7);
		expect(membersOf(places, 1)).toEqual(['1c', '1d', '2a', '2b', '1e', '1f']);
		expect(places.find(({ memberId }) => memberId === '1e')).toMatchObject({
			moved: 'stayed',
			reason: 'room'
		});
	});

	it('takes somebody new into the last league, somebody with a past among their like', () => {
		const new1 = player('new', null);
		const star = player('star', 500);
		const places = again(season(SIX, SIX), [new1, star], 6);
		expect(leagueOf(places, 'new')).toBe(2);
		expect(places.find(({ memberId }) => memberId === 'star')).toMatchObject({
			league: 1,
			moved: 'placed',
			reason: 'trailing'
		});
	});

	it('cuts anew, in the order the results gave, when there are enough for one more league', () => {
		const more = letters('p', 6).map((name) => player(name, null));
		const places = again(season(SIX, SIX), more, 6);
		expect([1, 2, 3].map((league) => membersOf(places, league).length)).toEqual([6, 6, 6]);
		expect(membersOf(places, 3)).toEqual(expect.arrayContaining(['p', 'q']));
		expect(places.find(({ memberId }) => memberId === '1a')).toMatchObject({
			league: 1,
			reason: 'anew',
			moved: 'placed'
		});
	});

	it('ends the leagues when fewer than six are left', () => {
		const { ended, sizes } = season(SIX);
		expect(promote(ended, sizes, ended.slice(0, 5), 6)).toEqual([]);
	});

	it('places everybody once, within 6 and 12, whatever happens over ten seasons', () => {
		const change = fc.record({
			values: fc.array(fc.option(fc.nat(20), { freq: 6 }), { minLength: 60, maxLength: 60 }),
			goes: fc.nat(6),
			comes: fc.nat(8)
		});
		fc.assert(
			fc.property(
				fc.integer({ min: 6, max: 40 }),
				fc.integer({ min: 6, max: 12 }),
				fc.array(change, { minLength: 1, maxLength: 10 }),
				(start, wished, changes) => {
					let people = Array.from({ length: start }, (_, i) => player(`s${i}`, i));
					let places = divide(people, wished);
					for (const [round, { values, goes, comes }] of changes.entries()) {
						const ended = endedOf(places, people, values);
						const sizes = sizesIn(places);
						people = [
							...people.slice(goes),
							...Array.from({ length: comes }, (_, i) =>
								player(`r${round}-${i}`, i % 2 ? i * 5 : null)
							)
						];
						places = places.length ? promote(ended, sizes, people, wished) : divide(people, wished);
						checkPlaces(places, people, ended, wished);
					}
				}
			),
			{ numRuns: 300 }
		);
	});
});

function endedOf(places: LeaguePlace[], people: Player[], values: (number | null)[]): Ended[] {
	const byId = new Map(people.map((person) => [person.memberId, person]));
	return places.map((place, i) => {
		const value = values[i % values.length] ?? null;
		return {
			...byId.get(place.memberId)!,
			league: place.league,
			value: BigInt(value ?? 0),
			played: value !== null
		};
	});
}

function sizesIn(places: LeaguePlace[]): number[] {
	const leagues = Math.max(0, ...places.map(({ league }) => league));
	return Array.from({ length: leagues }, (_, i) => membersOf(places, i + 1).length);
}

function checkPlaces(places: LeaguePlace[], people: Player[], ended: Ended[], wished: number) {
	const sizes = sizesIn(places);
	expect(sizes).toHaveLength(leaguesFor(people.length, wished));
	if (people.length < 6) return;
	expect(within(sizes)).toBe(true);
	expect(places.map(({ memberId }) => memberId).sort()).toEqual(
		people.map(({ memberId }) => memberId).sort()
	);
	const best = new Map(ended.map((one) => [one.memberId, one]));
	for (const { memberId, moved, before, league } of places) {
		expect(before !== null).toBe(best.has(memberId));
		if (moved === 'promoted') expect(league).toBeLessThan(before!.league);
		if (moved === 'relegated') expect(league).toBeGreaterThan(before!.league);
	}
}

it('sends over a line as many as come over it', () => {
	const size = fc.integer({ min: 6, max: 12 });
	const values = size.chain((n) =>
		fc.array(fc.option(fc.nat(9), { freq: 5 }), { minLength: n, maxLength: n })
	);
	fc.assert(
		fc.property(fc.array(values, { minLength: 2, maxLength: 5 }), (leagues) => {
			const { ended, sizes } = season(...leagues);
			const outcomes = outcomesOf(ended, sizes);
			for (let line = 1; line < sizes.length; line++) {
				const up = outcomes.filter(({ who, leads }) => who.league === line + 1 && leads === line);
				const down = outcomes.filter(({ who, leads }) => who.league === line && leads === line + 1);
				expect(up.length).toBe(down.length);
				expect(up.length).toBeLessThanOrEqual(3);
				for (const { who } of up) expect(who.value).toBeGreaterThan(0n);
			}
		})
	);
});
