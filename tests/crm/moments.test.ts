import { describe, expect, it } from 'vitest';
import { settingsOf } from '#lib/moments/rules.ts';
import { addDays, weekday } from '#lib/platform/period.ts';
import { ABSENT } from './crm.ts';
import { ringTheYear } from './moments.ts';

// Deals are closed from March on; the last days of the year are no whole week.
const [FIRST_WEEK, LAST_WEEK] = ['2017-03-06', '2017-12-18'];
const WEEKS = 42;

const weekOf = (day: string) => addDays(day, 1 - weekday(day));

function countBy<Item>(items: Item[], keyOf: (item: Item) => string): Map<string, number> {
	const counts = new Map<string, number>();
	for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
	return counts;
}

describe.skipIf(ABSENT)(ABSENT ?? 'a real sales year, under the rules as they come', () => {
	const rung = ABSENT ? [] : ringTheYear();
	const people = new Set(rung.map(({ memberId }) => memberId));
	const inWeeks = rung.filter(({ day }) => weekOf(day) >= FIRST_WEEK && weekOf(day) <= LAST_WEEK);

	it('rings for every deal, and now and then for other work', () => {
		expect(Object.fromEntries(countBy(rung, ({ kind }) => kind))).toEqual({
			deal: 4238,
			work: 968
		});
	});

	it.each([
		['deal', 4238],
		['passed', 1379],
		['streak', 880],
		['best-week', 136],
		['best-single', 108],
		['best-day', 96],
		['comeback', 95],
		['best-month', 93],
		['first-ever', 23],
		['first-kind', 499],
		['team-record', 14],
		['assist', 1],
		// Comes switched off.
		['first-today', 0],
		// The year has no goals.
		['goal-milestone', 0]
	])('%s: %i times, most of them beside a deal', (rule, times) => {
		expect(rung.filter(({ rules }) => rules.some((each) => each === rule))).toHaveLength(times);
	});

	it('rings three to four times a person and week, and less than once beside the deals', () => {
		const rate = (n: number) => Math.round((100 * n) / people.size / WEEKS) / 100;
		expect(people.size).toBe(30);
		expect(rate(inWeeks.length)).toBeGreaterThan(1);
		expect(rate(inWeeks.length)).toBeLessThan(4);
		expect(rate(inWeeks.filter(({ kind }) => kind !== 'deal').length)).toBeLessThan(1);
	});

	it('nobody has more of a rule in a day than its ceiling', () => {
		const most = new Map(settingsOf([]).map(({ rule, perDay }) => [rule as string, perDay]));
		const each = rung.flatMap(({ memberId, day, rules }) =>
			rules.map((rule) => `${rule}|${memberId}|${day}`)
		);
		for (const [key, n] of countBy(each, (one) => one))
			expect(n, key).toBeLessThanOrEqual(most.get(key.split('|')[0]!)!);
	});

	it('reaches everybody: in every month at least nine in ten have a moment', () => {
		const months = [...new Set(inWeeks.map(({ day }) => day.slice(0, 7)))].sort();
		for (const month of months) {
			const reached = new Set(
				rung.filter(({ day }) => day.startsWith(month)).map(({ memberId }) => memberId)
			);
			expect(reached.size / people.size, month).toBeGreaterThanOrEqual(0.9);
		}
		expect(months).toHaveLength(10);
	});

	it('says each win in words that need no more', () => {
		for (const { headline, detail } of rung) {
			expect(headline).toMatch(/^\S.*\S$/);
			expect(detail).not.toMatch(/^ | $|\.$| and and |, ,/);
		}
	});
});
