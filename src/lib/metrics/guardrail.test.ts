import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/platform/period.ts';
import { scoreWindow, windowOf, type DaySum, type Weights } from './guardrail.ts';

const NORTH = 'a';
const HARBOUR = 'b';
const rule: Weights = { allows: 25n, per: 1n, dailyCap: null };

/** "3:40" is forty on the third; "3b:40" is forty in the other team. */
function sums(...texts: string[]): DaySum[] {
	return texts.map((text) => {
		const [, day, team, value] = /^(\d+)(b?):(\d+)$/.exec(text)!;
		return { day: dayOf(Number(day)), teamId: team ? HARBOUR : NORTH, value: BigInt(value!) };
	});
}

function dayOf(number: number): string {
	return `2026-11-${String(number).padStart(2, '0')}`;
}

function shown(work: DaySum[], outcomes: DaySum[], by: Weights = rule): string[] {
	return scoreWindow(work, outcomes, by).map(
		({ day, teamId, scored }) => `${Number(day.slice(8))}${teamId === NORTH ? '' : 'b'}:${scored}`
	);
}

describe('25 calls score for each first meeting', () => {
	it.each<[string, string[], string[], string[]]>([
		['none without a meeting', ['2:30'], [], ['2:0']],
		['up to what a meeting of the day allows', ['2:30'], ['2:1'], ['2:25']],
		['all of few', ['2:10'], ['2:1'], ['2:10']],
		['those that waited, on the day of the meeting', ['2:30', '5:4'], ['5:1'], ['2:0', '5:25']],
		['on a day with a meeting and no call', ['2:30'], ['4:1'], ['2:0', '4:25']],
		['later ones, while there is room', ['3:20', '4:20'], ['2:1'], ['2:0', '3:20', '4:5']],
		['the waiting ones first', ['2:40', '3:20'], ['2:1', '3:1'], ['2:25', '3:25']],
		['in the team of the day they score on', ['2:30', '9b:3'], ['9b:1'], ['2:0', '9b:25']],
		['by a meeting of any team', ['2:30'], ['2b:1'], ['2:25', '2b:0']],
		['nothing where nothing was done', [], ['2:1'], ['2:0']]
	])('%s', (_, work, outcomes, scores) => {
		expect(shown(sums(...work), sums(...outcomes))).toEqual(scores);
	});

	it('weighs what the daily cap lets through', () => {
		const capped = { ...rule, dailyCap: 20n };
		expect(shown(sums('2:30', '3:30'), sums('3:1'), capped)).toEqual(['2:0', '3:25']);
		expect(shown(sums('2:30', '3:30'), sums('2:9'), capped)).toEqual(['2:20', '3:20']);
	});

	it('needs all of what a share is for', () => {
		const half = { ...rule, allows: 3n, per: 2n };
		expect(shown(sums('2:9'), sums('2:1'), half)).toEqual(['2:1']);
		expect(shown(sums('2:9'), sums('2:3'), half)).toEqual(['2:4']);
	});
});

const slots = fc.array(
	fc.record({
		day: fc.integer({ min: 1, max: 30 }).map(dayOf),
		teamId: fc.constantFrom(NORTH, HARBOUR),
		value: fc.bigInt({ min: 0n, max: 60n })
	}),
	{ maxLength: 40 }
);
const weights = fc.record({
	allows: fc.bigInt({ min: 1n, max: 40n }),
	per: fc.bigInt({ min: 1n, max: 7n }),
	dailyCap: fc.option(fc.bigInt({ min: 1n, max: 50n }))
});

describe('whatever is done', () => {
	it('scores never sink, never exceed the work, and add up to what the window allows', () => {
		fc.assert(
			fc.property(slots, slots, weights, (work, outcomes, by) => {
				const scores = scoreWindow(work, outcomes, by);
				let sum = 0n;
				for (const { day, teamId, scored } of scores) {
					expect(scored >= 0n).toBe(true);
					sum += scored;
					const sofar = work.filter(
						(one) => one.day < day || (one.day === day && one.teamId <= teamId)
					);
					expect(sum <= capped(sofar, by)).toBe(true);
				}
				const allowed = (total(outcomes) * by.allows) / by.per;
				const done = capped(work, by);
				expect(sum).toBe(done < allowed ? done : allowed);
			})
		);
	});

	it('the order of arrival does not matter', () => {
		fc.assert(
			fc.property(slots, slots, weights, fc.nat(), (work, outcomes, by, seed) => {
				const mixed = (list: DaySum[]) =>
					list
						.map((one, i) => ({ one, at: (i * 7919 + seed) % 101 }))
						.sort((a, b) => a.at - b.at)
						.map(({ one }) => one);
				expect(scoreWindow(mixed(work), mixed(outcomes), by)).toEqual(
					scoreWindow(work, outcomes, by)
				);
			})
		);
	});

	it('scores the same where the first days are summed up', () => {
		fc.assert(
			fc.property(slots, slots, weights, fc.integer({ min: 1, max: 31 }), (work, done, by, day) => {
				const isBefore = (one: { day: string }) =>
					one.day < `2026-11-${String(day).padStart(2, '0')}`;
				const later = (list: DaySum[]) => list.filter((one) => !isBefore(one));
				const before = {
					work: capped(work.filter(isBefore), by),
					outcomes: total(done.filter(isBefore))
				};
				expect(scoreWindow(later(work), later(done), by, before)).toEqual(
					scoreWindow(work, done, by).filter((one) => !isBefore(one))
				);
			})
		);
	});

	it('one more outcome never lets less score, up to any day', () => {
		fc.assert(
			fc.property(slots, slots, slots, weights, (work, outcomes, more, by) => {
				const upTo = (scores: ReturnType<typeof scoreWindow>, day: string) =>
					total(scores.map((one) => ({ ...one, value: one.day <= day ? one.scored : 0n })));
				const [less, all] = [
					scoreWindow(work, outcomes, by),
					scoreWindow(work, [...outcomes, ...more], by)
				];
				for (let day = 1; day <= 30; day++)
					expect(upTo(all, dayOf(day)) >= upTo(less, dayOf(day))).toBe(true);
			})
		);
	});
});

function total(list: DaySum[]): bigint {
	return list.reduce((sum, { value }) => sum + value, 0n);
}

// The cap is a day's and a team's.
function capped(list: DaySum[], { dailyCap }: Weights): bigint {
	const days = new Map<string, bigint>();
	for (const { day, teamId, value } of list)
		days.set(day + teamId, (days.get(day + teamId) ?? 0n) + value);
	return [...days.values()].reduce(
		(sum, value) => sum + (dailyCap !== null && value > dailyCap ? dailyCap : value),
		0n
	);
}

describe('a window', () => {
	const ever = { from: '0001-01-01', until: null };
	const calendar = { weekStart: 1, fiscalStart: 1 };

	it.each([
		['week', '2026-11-18', { ...ever }, calendar, '2026-11-16', '2026-11-22'],
		['week', '2026-11-18', { ...ever }, { ...calendar, weekStart: 7 }, '2026-11-15', '2026-11-21'],
		['month', '2028-02-10', { ...ever }, calendar, '2028-02-01', '2028-02-29'],
		['quarter', '2026-11-18', { ...ever }, calendar, '2026-10-01', '2026-12-31'],
		[
			'quarter',
			'2026-11-18',
			{ ...ever },
			{ ...calendar, fiscalStart: 2 },
			'2026-11-01',
			'2027-01-31'
		],
		[
			'month',
			'2026-11-18',
			{ from: '2026-11-10', until: null },
			calendar,
			'2026-11-10',
			'2026-11-30'
		],
		[
			'month',
			'2026-11-18',
			{ from: '2026-11-10', until: '2026-11-20' },
			calendar,
			'2026-11-10',
			'2026-11-19'
		],
		[
			'month',
			'2026-11-18',
			{ from: '2026-11-10', until: '2026-12-01' },
			calendar,
			'2026-11-10',
			'2026-11-30'
		]
	] as const)(
		'of a %s around %s under %o: %o from %s to %s',
		(window, day, held, by, start, end) => {
			expect(windowOf({ window, ...held }, day, by)).toEqual({ start, end });
		}
	);

	it('holds its day, and every day of it has the same window', () => {
		fc.assert(
			fc.property(
				fc.constantFrom('week' as const, 'month' as const, 'quarter' as const),
				fc.nat(2000),
				fc.record({
					weekStart: fc.integer({ min: 1, max: 7 }),
					fiscalStart: fc.integer({ min: 1, max: 12 })
				}),
				fc.nat(60),
				fc.option(fc.integer({ min: 1, max: 60 })),
				(window, offset, by, before, after) => {
					const day = addDays('2024-01-01', offset);
					const until = after === null ? null : addDays(day, after);
					const held = { window, from: addDays(day, -before), until };
					const { start, end } = windowOf(held, day, by);
					expect(start <= day && day <= end).toBe(true);
					for (let one = start; one <= end; one = addDays(one, 1))
						expect(windowOf(held, one, by)).toEqual({ start, end });
				}
			)
		);
	});
});
