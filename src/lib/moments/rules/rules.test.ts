import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findReasons } from './find-reasons.ts';
import { mergeReasons } from './merge.ts';
import { MOMENT_RULES, ruleOf, settingsOf, type RuleKey } from '../rules.ts';
import type { Track, WinFacts } from '../win.ts';
import { brightline, goalStep, newcomer, track, win } from './win.fixture.ts';

const before = (changes: Partial<Track['before']>) => ({
	before: { ever: 500n, day: 3n, week: 20n, month: 60n, ...changes }
});
const find = (rule: RuleKey, facts: WinFacts, params = {}) =>
	ruleOf(rule).find(facts, { ...ruleOf(rule).params, ...params });
const saidBy = (rule: RuleKey, facts: WinFacts, params = {}) =>
	find(rule, facts, params)?.headline ?? null;

describe('each rule as it comes', () => {
	it.each<[RuleKey, string, WinFacts, string | null]>([
		['deal', 'a deal', brightline(), 'won Brightline'],
		['deal', 'a call', win([track('calls')]), null],
		['first-ever', 'a new person', win([newcomer('calls')]), 'had a first in calls connected'],
		['first-ever', 'a new board', win([newcomer('calls', { countedFor: 13 })]), null],
		['first-ever', 'work taken back', win([newcomer('calls', { value: 0n })]), null],
		[
			'first-kind',
			'a first hospital',
			win([track('calls', { firstWith: 'hospital' })]),
			'had a first in calls connected: hospital'
		],
		[
			'first-kind',
			'a first of everything',
			win([newcomer('calls', { firstWith: 'hospital' })]),
			null
		],
		['first-today', 'the first deal', brightline({ everybody: 0n }), 'opened the day in deals won'],
		['first-today', 'the first call', win([track('calls', { everybody: 0n })]), null],
		['best-single', 'a biggest deal', brightline(), 'had a biggest so far in revenue'],
		[
			'best-single',
			'one as big as the best',
			brightline({}, { best: { ...track('revenue').best, single: { value: 1_840_000n, of: 9 } } }),
			null
		],
		[
			'best-single',
			'the second one ever',
			brightline({}, { best: { ...track('revenue').best, single: { value: 1n, of: 1 } } }),
			null
		],
		[
			'best-day',
			'the 31st',
			win([track('calls', before({ day: 30n }))]),
			'had a best day: 31 calls connected'
		],
		['best-day', 'as many as the best', win([track('calls', before({ day: 29n }))]), null],
		['best-day', 'one beyond it', win([track('calls', before({ day: 31n }))]), null],
		[
			'best-week',
			'the 81st',
			win([track('calls', before({ week: 80n }))]),
			'had a best week: 81 calls connected'
		],
		[
			'best-month',
			'the 301st',
			win([track('calls', before({ month: 300n }))]),
			'had a best month: 301 calls connected'
		],
		[
			'best-week',
			'money',
			brightline({}, before({ week: 8_000_000n })),
			'had a best week in revenue'
		],
		['comeback', 'an ordinary week', win([track('calls')]), null],
		[
			'comeback',
			'after two quiet weeks',
			win([track('calls', { ...before({ week: 19n }), weeks: [5n, 8n, 20n, 20n, 20n, 20n] })]),
			'is back in full stride: 20 calls connected this week'
		],
		[
			'comeback',
			'one quiet week only',
			win([track('calls', { ...before({ week: 19n }), weeks: [5n, 20n, 20n, 20n, 20n, 20n] })]),
			null
		],
		[
			'comeback',
			'too short a past',
			win([track('calls', { ...before({ week: 19n }), weeks: [5n, 8n, 20n, 20n, 20n] })]),
			null
		],
		[
			'goal-milestone',
			'halfway',
			win([], { goals: [goalStep()] }),
			'carried everybody’s goal past halfway'
		],
		[
			'goal-milestone',
			'nine tenths',
			win([], { goals: [goalStep({ before: 35n, after: 36n, scope: 'team' })] }),
			'carried the team’s goal past 90 %'
		],
		[
			'goal-milestone',
			'both at once',
			win([], { goals: [goalStep({ before: 1n, after: 37n })] }),
			'carried everybody’s goal past 90 %'
		],
		['goal-milestone', 'once more', win([], { goals: [goalStep({ rung: 50 })] }), null],
		['goal-milestone', 'reached', win([], { goals: [goalStep({ after: 40n })] }), null],
		['goal-milestone', 'one’s own', win([], { goals: [goalStep({ scope: 'member' })] }), null],
		[
			'goal-milestone',
			'a small one',
			win([], { goals: [goalStep({ before: 1n, after: 2n, target: 4n })] }),
			null
		],
		[
			'streak',
			'the fifth day',
			win([track('calls', { streak: { before: 4, after: 5 } })]),
			'is on a streak: calls connected 5 working days in a row'
		],
		[
			'streak',
			'the twentieth',
			win([track('calls', { streak: { before: 19, after: 20 } })]),
			'is on a streak: calls connected 20 working days in a row'
		],
		['streak', 'the sixth', win([track('calls', { streak: { before: 5, after: 6 } })]), null],
		['streak', 'later that day', win([track('calls', { streak: { before: 5, after: 5 } })]), null],
		[
			'passed',
			'into second',
			brightline({ passed: { name: 'Mara Silva', place: 2, of: 6 } }),
			'climbed to second place this week, past Mara Silva'
		],
		[
			'passed',
			'into fourth',
			brightline({ passed: { name: 'Mara Silva', place: 4, of: 6 } }),
			null
		],
		['passed', 'among four', brightline({ passed: { name: 'Mara Silva', place: 2, of: 4 } }), null],
		[
			'team-record',
			'the team’s best week',
			brightline({ team: { name: 'Northern Lights', week: 9n, best: { value: 9n, of: 30 } } }),
			'carried Northern Lights to a best week: 10 deals won'
		],
		[
			'team-record',
			'a best of few weeks',
			brightline({ team: { name: 'Northern Lights', week: 9n, best: { value: 9n, of: 3 } } }),
			null
		],
		[
			'assist',
			'work before it',
			win([], {
				assist: {
					winner: 'Aiko Kimura',
					account: 'Brightline',
					metric: 'Demos held',
					day: '2026-11-01',
					mates: 1
				}
			}),
			'helped Aiko Kimura win Brightline'
		],
		[
			'assist',
			'too long ago',
			win([], {
				assist: {
					winner: 'Aiko Kimura',
					account: 'Brightline',
					metric: 'Demos held',
					day: '2026-09-01',
					mates: 1
				}
			}),
			null
		]
	])('%s: %s', (rule, _, facts, headline) => {
		expect(saidBy(rule, facts)).toBe(headline);
	});

	it('knows every key, and what it is tuned by', () => {
		for (const { key, tune, params } of MOMENT_RULES) {
			expect(ruleOf(key).key).toBe(key);
			expect(tune.map((each) => each.key).sort()).toEqual(Object.keys(params).sort());
		}
	});
});

describe('properties', () => {
	const amount = fc.bigInt({ min: 0n, max: 40n });

	it('a best rings once on the way up, at the entry that goes over it', () => {
		fc.assert(
			fc.property(
				fc.array(fc.bigInt({ min: 1n, max: 9n }), { minLength: 1, maxLength: 40 }),
				fc.bigInt({ min: 0n, max: 60n }),
				fc.integer({ min: 1, max: 60 }),
				(entries, best, atLeast) => {
					let day = 0n;
					const rang: bigint[] = [];
					for (const value of entries) {
						const bests = { ...track('calls').best, day: { value: best, of: 20 } };
						const facts = win([track('calls', { value, ...before({ day }), best: bests })]);
						day += value;
						if (find('best-day', facts, { atLeast })) rang.push(day);
					}
					const over = day > best && day >= BigInt(atLeast);
					expect(rang).toHaveLength(over ? 1 : 0);
				}
			)
		);
	});

	it('a milestone rings once for every order in which a goal is fed', () => {
		fc.assert(
			fc.property(
				fc.array(fc.bigInt({ min: 1n, max: 30n }), { minLength: 1, maxLength: 60 }),
				fc.bigInt({ min: 10n, max: 400n }),
				(entries, target) => {
					let [after, rung, halves] = [0n, 0, 0];
					for (const value of entries) {
						const step = goalStep({ before: after, after: after + value, target, rung });
						after += value;
						if (!find('goal-milestone', win([], { goals: [step] }))) continue;
						rung = Number((after * 100n) / target);
						halves++;
					}
					expect(halves).toBeLessThanOrEqual(2);
				}
			)
		);
	});

	it('one rule that throws stops no other, and the words never end in a comma or a second “and”', () => {
		fc.assert(
			fc.property(amount, amount, amount, fc.boolean(), (day, week, month, breaks) => {
				const facts = brightline({
					...before({ day, week, month }),
					best: {
						single: { value: 1n, of: 9 },
						day: { value: day, of: 20 },
						week: { value: week, of: 20 },
						month: { value: month, of: 20 }
					}
				});
				const params = breaks ? { atLeastResults: 1.5 } : {};
				const own = { rule: 'best-day', isOn: true, params, perDay: 1 };
				const threw: RuleKey[] = [];
				const reasons = findReasons(facts, settingsOf([own]), (rule) => threw.push(rule));
				expect(threw).toEqual(breaks ? ['best-day'] : []);
				const words = mergeReasons(reasons)!;
				expect(words).toMatchObject({
					kind: 'deal',
					headline: 'won Brightline',
					figure: '€18,400'
				});
				expect(words.detail).toMatch(/^[A-Z].*[^,]$/);
				expect(words.detail.split(', ').length).toBeLessThanOrEqual(3);
				expect(words.rules).toContain('best-single');
			})
		);
	});
});

it('a first enterprise deal in somebody’s best week is one moment that says both', () => {
	const best = { week: { value: 2n, of: 30 } };
	const deal = brightline({ firstWith: 'enterprise', best: { ...track('deals').best, ...best } });
	const words = mergeReasons(findReasons(deal, settingsOf([]), () => {}));
	expect(words).toMatchObject({ headline: 'won Brightline' });
	expect(words!.detail).toMatch(/first enterprise deal/i);
	expect(words!.detail).toMatch(/best week so far/i);
});
