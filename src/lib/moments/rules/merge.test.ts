import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withinCeilings } from './ceilings.ts';
import { findReasons } from './find-reasons.ts';
import { mergeReasons } from './merge.ts';
import { RULE_KEYS, settingsOf } from '../rules.ts';
import { brightline, goalStep } from './win.fixture.ts';
import type { Reason, RuleKey } from '../win.ts';

const reason = (rule: RuleKey, weight: number, detail: string, aside?: string): Reason => ({
	rule,
	weight,
	headline: `did ${rule}`,
	detail,
	aside,
	figure: null
});

const deal = reason('deal', 100, '', 'second deal today');
const biggest = reason('best-single', 75, 'biggest deal so far');
const day = reason('best-day', 50, 'best day so far');
const week = reason('best-week', 60, 'best week so far');
const month = reason('best-month', 70, 'best month so far');
const passed = reason('passed', 68, 'first place this week, past Mara Silva');
const goal = reason('goal-milestone', 65, 'the team’s goal past halfway');

describe('reasons of one win', () => {
	it.each<[string, Reason[], string]>([
		['did deal', [deal], 'Second deal today'],
		['did deal', [deal, biggest], 'Biggest deal so far and second deal today'],
		[
			'did deal',
			[week, biggest, deal],
			'Biggest deal so far, best week so far and second deal today'
		],
		['did deal', [day, month, week, deal], 'Best day, week and month so far and second deal today'],
		['did deal', [passed, deal], 'First place this week, past Mara Silva, and second deal today'],
		[
			'did deal',
			[day, goal, week, biggest, deal],
			'Biggest deal so far, the team’s goal past halfway and best day and week so far'
		],
		['did best-month', [day, week, month], 'Best day and week so far'],
		['did best-day', [day], '']
	])('%s · %#', (headline, reasons, detail) => {
		const words = mergeReasons(reasons)!;
		expect([words.headline, words.detail]).toEqual([headline, detail]);
		expect(words.rules).toHaveLength(reasons.length);
	});

	it('are none where there is none', () => {
		expect(mergeReasons([])).toBeUndefined();
	});

	it('say the same in any order', () => {
		const all = [deal, biggest, day, week, month, goal];
		fc.assert(
			fc.property(fc.shuffledSubarray(all, { minLength: 1 }), (some) => {
				const sorted = all.filter((each) => some.includes(each));
				expect(mergeReasons(some)).toEqual(mergeReasons(sorted));
			})
		);
	});
});

it('tells Aiko’s Brightline in one sentence', () => {
	const sums = { ever: 50_000_000n, day: 0n, week: 8_000_000n, month: 9_000_000n };
	const facts = { ...brightline({}, { before: sums }), goals: [goalStep()] };
	expect(mergeReasons(findReasons(facts, settingsOf([]), () => {}))).toEqual({
		kind: 'deal',
		headline: 'won Brightline',
		figure: '€18,400',
		detail: 'Biggest deal so far, everybody’s goal past halfway and best week so far',
		rules: ['deal', 'best-single', 'goal-milestone', 'best-week'],
		goalId: 'logos'
	});
});

it('lets a rule ring so often a day and no more', () => {
	fc.assert(
		fc.property(
			fc.dictionary(fc.constantFrom(...RULE_KEYS), fc.nat(25)),
			fc.shuffledSubarray([deal, biggest, day, week, month, goal]),
			(counts, reasons) => {
				const settings = settingsOf([]);
				const rung = new Map(Object.entries(counts) as [RuleKey, number][]);
				const left = withinCeilings(reasons, settings, rung);
				for (const each of reasons) {
					const { perDay } = settings.find(({ rule }) => rule === each.rule)!;
					expect(left.includes(each)).toBe((rung.get(each.rule) ?? 0) < perDay);
				}
			}
		)
	);
});
