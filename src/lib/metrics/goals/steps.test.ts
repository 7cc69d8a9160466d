import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Rhythm } from './ahead/forecast.ts';
import { sample } from './goals.fixture.ts';
import { nextStep, stepWords } from './ahead/next-step.ts';
import { slipOf, slipWords } from './slip.ts';

const week = { startsOn: '2026-11-16', endsOn: '2026-11-22' };
const WEDNESDAY = '2026-11-18';

/** Twenty days that brought this much together. */
function rhythm(sum: number, best: number): Rhythm {
	return { days: 20, sum: String(sum), best: String(best), spread: 0 };
}

describe('a goal that slips says what would bring it back', () => {
	const slip = (value: number, known: Rhythm | undefined, today = WEDNESDAY, target = 10) => {
		const goal = sample({ id: 'g', value: String(value), target: String(target), ...week });
		const found = slipOf(goal, known, today, 'EUR');
		return found && slipWords(found, goal, 'EUR');
	};

	test('in a figure a day, against what a day usually brings', () => {
		expect(slip(1, rhythm(40, 4))).toBe('3 a day for 3 days brings it back. A usual day brings 2.');
		expect(slip(3, rhythm(60, 4))).toBe('3 a day for 3 days brings it back. That is a usual day.');
		expect(slip(1, undefined)).toBe('3 a day for 3 days brings it back.');
		expect(slip(7, rhythm(40, 4), '2026-11-20')).toBe(
			'3 today brings it back. A usual day brings 2.'
		);
	});

	test('less than one a day is said by the days there are', () => {
		const asks = (known?: Rhythm) => slip(0, known, WEDNESDAY, 2);
		const words = '2 more within 3 days brings it back.';
		expect(asks()).toBe(words);
		expect(asks(rhythm(5, 1))).toBe(words);
		expect(asks(rhythm(10, 2))).toBe(`${words} Usual days bring 1 in that time.`);
		expect(asks(rhythm(14, 2))).toBe(`${words} That is what usual days bring.`);
		expect(asks(rhythm(0, 0))).toBe(
			`${words} Nothing came in lately: ask somebody to help, or set a nearer step.`
		);
		expect(slip(0, rhythm(0, 0), '2026-11-20', 1)).toContain('1 today brings it back.');
	});

	test('and says so where no day has ever brought that much', () => {
		expect(slip(1, rhythm(20, 2))).toBe(
			'3 a day for 3 days brings it back. No day has brought that much yet: ask somebody to help, or set a nearer step.'
		);
	});

	test('what today brought so far is a day like the others', () => {
		const brought = { ...rhythm(0, 0), before: '1' };
		expect(slip(2, brought)).toContain('No day has brought that much yet');
		expect(slip(4, brought, '2026-11-19', 8)).toBe(
			'2 a day for 2 days brings it back. You have had such days.'
		);
	});

	test('on the day it is set it says nothing', () => {
		const set = sample({ id: 'g', target: '4', ...week, setOn: WEDNESDAY });
		expect(slipOf(set, rhythm(0, 0), WEDNESDAY, 'EUR')).toBeUndefined();
		expect(slipOf(set, rhythm(0, 0), '2026-11-19', 'EUR')).toBeDefined();
	});

	test('on pace, over or closed it says nothing', () => {
		expect(slip(4, rhythm(40, 4))).toBeUndefined();
		expect(slip(1, rhythm(40, 4), '2026-11-23')).toBeUndefined();
		expect(slip(1, rhythm(40, 4), '2026-11-15')).toBeUndefined();
	});
});

describe('a goal reached early offers a small step', () => {
	const offer = (value: number, known: Rhythm | undefined, change = {}, today = WEDNESDAY) => {
		const goal = sample({ id: 'g', value: String(value), target: '5', ...week, ...change });
		const step = nextStep(goal, known, today, 'EUR');
		return step && stepWords(step, goal, 'EUR');
	};

	test('from what the days that are left usually bring', () => {
		expect(offer(5, rhythm(40, 4))).toBe(
			'Reached with 3 days left, and they usually bring about 5. 6 would be a small step.'
		);
		expect(offer(12, rhythm(80, 9))).toBe(
			'Reached with 3 days left, and they usually bring about 10. 15 would be a small step.'
		);
	});

	test('not before its last step, on its last evening, or where nothing usually comes', () => {
		expect(offer(4, rhythm(40, 4))).toBeUndefined();
		expect(offer(5, rhythm(40, 4), { further: ['7'] })).toBeUndefined();
		expect(offer(5, rhythm(0, 0))).toBeUndefined();
		expect(offer(5, undefined)).toBeUndefined();
		expect(offer(5, rhythm(40, 4), {}, '2026-11-21')).toBeUndefined();
		expect(offer(5, rhythm(40, 4), { state: 'proposed' })).toBeUndefined();
	});

	test('it is above what is reached, and a quarter of the way beyond at most', () => {
		fc.assert(
			fc.property(fc.integer({ min: 5, max: 5_000 }), fc.nat({ max: 9_000 }), (value, sum) => {
				const goal = sample({ id: 'g', value: String(value), target: '5', ...week });
				const step = nextStep(goal, rhythm(sum, sum), WEDNESDAY, 'EUR');
				if (!step) return;
				expect(step.target > BigInt(value)).toBe(true);
				// Rounded up to two or three digits, or by one where a quarter is less.
				expect(Number(step.target)).toBeLessThanOrEqual(Math.ceil(value * 1.25 * 1.01) + 1);
			})
		);
	});
});
