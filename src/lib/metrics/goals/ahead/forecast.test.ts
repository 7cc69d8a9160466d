import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { addDays } from '#lib/platform/period.ts';
import { forecastOf, forecastWords, rhythmOf, rhythmSince, type Rhythm } from './forecast.ts';
import { sample } from '../goals.fixture.ts';

const TODAY = '2026-11-18';

/** Twenty working days up to yesterday, Monday to Friday, each with what it brought. */
function days(...values: number[]): Rhythm {
	const since = rhythmSince(TODAY);
	const work = [];
	for (let day = since, i = 0; day < TODAY; day = addDays(day, 1)) {
		const weekend = [6, 0].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
		if (!weekend) work.push({ day, value: BigInt(values[i++ % values.length]!) });
	}
	return rhythmOf(work, since, TODAY);
}

const month = { startsOn: '2026-11-01', endsOn: '2026-11-30' };
const words = (value: number, target: number, rhythm: Rhythm) => {
	const goal = sample({ id: 'demos', value: String(value), target: String(target), ...month });
	const forecast = forecastOf(goal, rhythm, TODAY, 'EUR');
	return forecast && forecastWords(forecast, goal, 'EUR');
};

describe('where a goal will end', () => {
	test('a rhythm of four weeks is twenty working days', () => {
		expect(rhythmSince(TODAY)).toBe('2026-10-21');
		expect(days(2)).toEqual({ days: 20, sum: '40', best: '2', spread: 0 });
	});

	test('days that are all alike leave no doubt', () => {
		expect(words(41, 60, days(2))).toBe('heading for 58 of 60');
		expect(words(44, 60, days(2))).toBe('on course: likely 61 of 60');
	});

	test('days that differ give a range, and the range says how sure it is', () => {
		expect(words(41, 60, days(0, 1, 2, 3, 4))).toBe('likely 52–64 of 60');
		expect(words(30, 60, days(0, 1, 2, 3, 4))).toBe('heading for 41–53 of 60');
		expect(words(52, 60, days(0, 1, 2, 3, 4))).toBe('on course: likely 63–75 of 60');
	});

	test('nothing is said of a goal that is over, closed, or known for too few days', () => {
		const short = rhythmOf([{ day: '2026-11-17', value: 9n }], '2026-11-16', TODAY);
		expect(words(3, 60, short)).toBeUndefined();
		const over = sample({ id: 'old', startsOn: '2026-10-01', endsOn: '2026-10-31' });
		expect(forecastOf(over, days(2), TODAY, 'EUR')).toBeUndefined();
		const closed = sample({ id: 'closed', ...month, closedAt: '2026-11-10T09:00:00Z' });
		expect(forecastOf(closed, days(2), TODAY, 'EUR')).toBeUndefined();
	});

	test('nor of one on its first day', () => {
		const begun = sample({ id: 'new', ...month, startsOn: TODAY });
		const set = sample({ id: 'set', ...month, setOn: TODAY });
		expect(forecastOf(begun, days(2), TODAY, 'EUR')).toBeUndefined();
		expect(forecastOf(set, days(2), TODAY, 'EUR')).toBeUndefined();
		expect(forecastOf(set, days(2), '2026-11-19', 'EUR')).toBeDefined();
	});

	test('work on a Saturday counts to its Friday', () => {
		const work = [
			{ day: '2026-11-13', value: 2n },
			{ day: '2026-11-14', value: 3n }
		];
		expect(rhythmOf(work, '2026-11-12', '2026-11-16')).toMatchObject({ days: 2, best: '5' });
	});

	test('money is foreseen in whole euros', () => {
		const goal = sample({
			id: 'euros',
			unit: 'money',
			target: '2000000',
			value: '999950',
			...month
		});
		const { low, high } = forecastOf(goal, days(10_049, 123_456), TODAY, 'EUR')!;
		expect([low, high].map((cents) => (cents - 999_950n) % 100n)).toEqual([0n, 0n]);
	});
});

test('a range never begins below what is there, and what is likely lies inside it', () => {
	fc.assert(
		fc.property(
			fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 20 }),
			fc.nat({ max: 500 }),
			(values, value) => {
				const goal = sample({ id: 'g', value: String(value), target: '60', ...month });
				const { low, likely, high } = forecastOf(goal, days(...values), TODAY, 'EUR')!;
				expect(low >= BigInt(value) && low <= likely && likely <= high).toBe(true);
			}
		)
	);
});

test('about eight of ten goals end inside their range', () => {
	const next = dice(7);
	const drawn = () => Math.floor(next() * 5) + (next() < 0.1 ? 6 : 0);
	let inside = 0;
	const rounds = 2_000;
	for (let round = 0; round < rounds; round++) {
		const goal = sample({ id: 'g', value: '0', target: '60', ...month });
		const { low, high } = forecastOf(
			goal,
			days(...Array.from({ length: 20 }, drawn)),
			TODAY,
			'EUR'
		)!;
		// Half of today, and eight working days until the thirtieth.
		let end = Math.round(drawn() / 2);
		for (let day = 0; day < 8; day++) end += drawn();
		if (BigInt(end) >= low && BigInt(end) <= high) inside++;
	}
	expect(inside / rounds).toBeGreaterThan(0.75);
	expect(inside / rounds).toBeLessThan(0.9);
});

/** The same throws on every run. */
function dice(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
		return state / 4_294_967_296;
	};
}
