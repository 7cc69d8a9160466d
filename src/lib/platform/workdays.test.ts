import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from './period.ts';
import { isWorkday, workdayStreak, type DaysOff } from './workdays.ts';

// 2 November 2026 is a Monday.
const MONDAY = '2026-11-02';
const days = (...offsets: number[]): Day[] => offsets.map((offset) => addDays(MONDAY, offset));

describe('a streak of working days', () => {
	it.each<[string, number[], number, { now: number; longest: number }]>([
		['nobody has begun', [], 4, { now: 0, longest: 0 }],
		['Monday to Friday', [0, 1, 2, 3, 4], 4, { now: 5, longest: 5 }],
		['a weekend is waited over', [3, 4, 7], 7, { now: 3, longest: 3 }],
		['a weekend worked adds nothing', [4, 5, 6, 7], 7, { now: 2, longest: 2 }],
		['a day that has only begun breaks nothing', [0, 1], 2, { now: 2, longest: 2 }],
		['two missed days are frozen', [0, 1, 4], 4, { now: 3, longest: 3 }],
		['the third one breaks it', [0, 4], 4, { now: 1, longest: 1 }],
		['it still runs on the day after two missed ones', [0, 1], 4, { now: 2, longest: 2 }],
		['and no longer after three', [0, 1], 7, { now: 0, longest: 2 }],
		['what comes after today is not looked at', [0, 1, 2], 1, { now: 2, longest: 2 }]
	])('%s', (_, worked, today, streak) => {
		expect(workdayStreak(days(...worked), addDays(MONDAY, today))).toEqual(streak);
	});

	it('rests on days off, which may be a month', () => {
		const off = [{ startsOn: addDays(MONDAY, 2), endsOn: addDays(MONDAY, 31) }];
		const worked = days(0, 1, 32, 35);
		expect(workdayStreak(worked, addDays(MONDAY, 35), off)).toEqual({ now: 4, longest: 4 });
	});

	const offset = fc.integer({ min: 0, max: 60 });
	const somebody = fc.array(offset, { maxLength: 50 });
	const leave = fc
		.tuple(offset, fc.integer({ min: 0, max: 9 }))
		.map(([start, length]): DaysOff[] => [
			{ startsOn: addDays(MONDAY, start), endsOn: addDays(MONDAY, start + length) }
		]);

	it('does not know the order in which days came in, nor how often', () => {
		fc.assert(
			fc.property(somebody, leave, (worked, off) => {
				const today = addDays(MONDAY, 60);
				const turned = [...worked, ...worked].reverse();
				expect(workdayStreak(days(...turned), today, off)).toEqual(
					workdayStreak(days(...worked), today, off)
				);
			})
		);
	});

	it('is never shortened by one more day worked', () => {
		fc.assert(
			fc.property(somebody, offset, leave, (worked, more, off) => {
				const today = addDays(MONDAY, 60);
				const before = workdayStreak(days(...worked), today, off);
				const after = workdayStreak(days(...worked, more), today, off);
				expect(after.longest).toBeGreaterThanOrEqual(before.longest);
				expect(after.now).toBeGreaterThanOrEqual(before.now);
				expect(after.longest).toBeGreaterThanOrEqual(after.now);
			})
		);
	});

	it('is the same as every stretch tried', () => {
		fc.assert(
			fc.property(somebody, leave, (worked, off) => {
				const set = new Set(days(...worked));
				let best = 0;
				for (let from = 0; from <= 60; from++) {
					let [missed, counted] = [0, 0];
					for (let at = from; at <= 60 && missed <= 2; at++) {
						const day = addDays(MONDAY, at);
						if (!isWorkday(day, off)) continue;
						if (set.has(day)) best = Math.max(best, ++counted);
						else missed++;
					}
				}
				expect(workdayStreak(set, addDays(MONDAY, 60), off).longest).toBe(best);
			})
		);
	});
});
