import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { addDays } from '#lib/platform/period.ts';
import { paceOf, paceWords, workingDays, type Paced } from './pace.ts';

const week = { startsOn: '2026-11-16', endsOn: '2026-11-22', unit: 'count' as const };
const month = { startsOn: '2026-11-01', endsOn: '2026-11-30', unit: 'count' as const };

function goal(
	value: number,
	target: number,
	dates: Omit<Paced, 'start' | 'value' | 'target'>
): Paced {
	return { start: '0', value: String(value), target: String(target), ...dates };
}

describe('where a goal should be by the working days behind it', () => {
	const rows: [string, Paced, string, bigint, string][] = [
		['Monday morning, nothing is due yet', goal(0, 5, week), '2026-11-16', 0n, 'starts today'],
		['Monday noon, with one', goal(1, 5, week), '2026-11-16', 0n, '1 ahead of pace'],
		['Wednesday, two days are behind', goal(4, 5, week), '2026-11-18', 2n, '2 ahead of pace'],
		['Wednesday with one', goal(1, 5, week), '2026-11-18', 2n, '1 behind pace'],
		['Saturday all five are due', goal(4, 5, week), '2026-11-21', 5n, '1 behind pace'],
		['after the last day', goal(4, 5, week), '2026-11-23', 5n, 'ended 1 short'],
		['reached', goal(5, 5, week), '2026-11-17', 1n, 'reached'],
		['more than reached', goal(7, 5, week), '2026-11-23', 5n, 'reached, and 2 more'],
		['12 of 21 working days', goal(41, 60, month), '2026-11-18', 34n, '7 ahead of pace'],
		['the evening before', goal(0, 60, month), '2026-10-31', 0n, 'starts tomorrow'],
		['a week before', goal(0, 60, month), '2026-10-25', 0n, 'starts in 7 days']
	];
	test.each(rows)('%s', (_, paced, today, expected, words) => {
		expect(paceOf(paced, today, 'EUR').expected).toBe(expected);
		expect(paceWords(paced, today, 'EUR')).toBe(words);
	});

	test('money is said in whole euros, and a percent more or less is on pace', () => {
		const euros = { ...month, unit: 'money' as const };
		const words = (cents: number) => paceWords(goal(cents, 2_100_000, euros), '2026-11-18', 'EUR');
		expect(words(1_450_099)).toBe('€2,500 ahead of pace');
		expect(words(1_219_000)).toBe('on pace');
		expect(words(900_050)).toBe('€2,999 behind pace');
	});

	test('a goal that starts at 20 goes from there, by the days this organization works on', () => {
		const sundayToThursday = [7, 1, 2, 3, 4];
		const from20: Paced = { ...goal(24, 30, week), start: '20' };
		expect(paceOf(from20, '2026-11-20', 'EUR', sundayToThursday).expected).toBe(28n);
		expect(paceWords(from20, '2026-11-20', 'EUR', sundayToThursday)).toBe('4 behind pace');
		expect(paceOf(from20, '2026-11-22', 'EUR', sundayToThursday).mark).toBe(0.8);
	});

	test('a goal set on a Sunday for the week that ends is not behind on that day', () => {
		const late: Paced = { ...goal(0, 4, week), setOn: '2026-11-22' };
		expect(paceWords(late, '2026-11-22', 'EUR')).toBe('set today');
		expect(paceWords({ ...late, value: '4' }, '2026-11-22', 'EUR')).toBe('reached');
		expect(paceWords(late, '2026-11-23', 'EUR')).toBe('ended 4 short');
		const midweek: Paced = { ...goal(0, 5, week), setOn: '2026-11-18' };
		expect(paceWords(midweek, '2026-11-18', 'EUR')).toBe('set today');
		expect(paceWords(midweek, '2026-11-19', 'EUR')).toBe('3 behind pace');
		const today = { ...week, startsOn: '2026-11-18', endsOn: '2026-11-18' };
		expect(paceWords(goal(0, 5, today), '2026-11-18', 'EUR')).toBe('on pace');
	});

	test('a goal of one weekend goes by its calendar days', () => {
		const weekend = { startsOn: '2026-11-21', endsOn: '2026-11-22', unit: 'count' as const };
		expect(paceOf(goal(0, 4, weekend), '2026-11-22', 'EUR').expected).toBe(2n);
	});
});

test('on pace the bar ends at its mark, also where less than one is due', () => {
	const thursday = '2026-11-19';
	const rows: [Paced, string, number][] = [
		[goal(2, 4, week), 'on pace', 0.5],
		[goal(1, 4, week), '1 behind pace', 0.5],
		[goal(1, 1, { ...week, endsOn: '2026-11-24' }), 'reached', 0],
		[goal(0, 1, { ...week, endsOn: '2026-11-24' }), 'on pace', 0],
		[goal(0, 1, week), '1 behind pace', 1],
		[goal(61_200, 100_000, { ...week, unit: 'money' }), '€12 ahead of pace', 0.6],
		[goal(60_900, 100_000, { ...week, unit: 'money' }), 'on pace', 0.609],
		[goal(59_100, 100_000, { ...week, unit: 'money' }), 'on pace', 0.591],
		[goal(58_900, 100_000, { ...week, unit: 'money' }), '€11 behind pace', 0.6]
	];
	for (const [paced, words, mark] of rows) {
		expect(paceWords(paced, thursday, 'EUR')).toBe(words);
		expect(paceOf(paced, thursday, 'EUR').mark).toBeCloseTo(mark, 9);
	}
});

const day = fc.integer({ min: 0, max: 800 }).map((n) => addDays('2026-01-01', n));
const paced = fc
	.record({
		startsOn: day,
		length: fc.integer({ min: 0, max: 200 }),
		target: fc.integer({ min: 1, max: 1_000_000 }),
		value: fc.integer({ min: 0, max: 1_000_000 })
	})
	.map(({ startsOn, length, target, value }) =>
		goal(value, target, { startsOn, endsOn: addDays(startsOn, length), unit: 'count' })
	);

test('what is due starts at nothing, never falls, and ends at the target', () => {
	fc.assert(
		fc.property(paced, fc.integer({ min: -3, max: 210 }), (goal, n) => {
			const today = addDays(goal.startsOn, n);
			const now = paceOf(goal, today, 'EUR');
			const tomorrow = paceOf(goal, addDays(today, 1), 'EUR');
			expect(now.expected <= tomorrow.expected).toBe(true);
			expect(now.mark).toBeGreaterThanOrEqual(0);
			expect(now.mark).toBeLessThanOrEqual(1);
			expect(paceOf(goal, goal.startsOn, 'EUR').expected).toBe(0n);
			expect(paceOf(goal, addDays(goal.endsOn, 1), 'EUR').expected).toBe(BigInt(goal.target));
		})
	);
});

test('for what is counted, ahead is exactly the value less what is due', () => {
	fc.assert(
		fc.property(paced, fc.integer({ min: 0, max: 200 }), (goal, n) => {
			const pace = paceOf(goal, addDays(goal.startsOn, n), 'EUR');
			expect(pace.ahead).toBe(BigInt(goal.value) - pace.expected);
		})
	);
});

test('working days are counted as one would on a calendar', () => {
	fc.assert(
		fc.property(day, fc.integer({ min: -2, max: 90 }), (from, length) => {
			let count = 0;
			for (let n = 0; n <= length; n++) {
				const weekday = new Date(`${addDays(from, n)}T00:00:00Z`).getUTCDay();
				if (weekday !== 0 && weekday !== 6) count++;
			}
			expect(workingDays(from, addDays(from, length))).toBe(count);
		})
	);
});

test('words and bar agree: behind before the mark, on pace at it, ahead beyond it', () => {
	const unit = fc.constantFrom('count' as const, 'money' as const, 'minutes' as const);
	fc.assert(
		fc.property(paced, unit, fc.integer({ min: 0, max: 200 }), (found, unit, n) => {
			const goal = { ...found, unit };
			const { ahead, mark, state } = paceOf(goal, addDays(goal.startsOn, n), 'EUR');
			if (state !== 'running') return;
			const share = Number(goal.value) / Number(goal.target);
			expect(Math.sign(share - mark)).toBe(Math.sign(Number(ahead)));
		})
	);
});
