import { expect, test } from 'vitest';
import { goesOnWords, whyNotOn, type LeftGoal } from './going-on.ts';

const TODAY = '2026-11-18';
const oskars: LeftGoal = {
	...{ measure: 'metric', startsOn: '2026-11-16', endsOn: '2026-11-29' },
	...{ isReached: false, isDeclined: false }
};

test.each<[string, Partial<LeftGoal>, string]>([
	['work counts by its day', {}, 'tomorrow'],
	['taps count at once', { measure: 'check-in' }, 'today'],
	['goals count at once', { measure: 'goals' }, 'today'],
	['one that begins tomorrow', { startsOn: '2026-11-19' }, 'tomorrow'],
	['one that begins later', { startsOn: '2026-12-01', endsOn: '2026-12-04' }, '1 Dec'],
	['taps that begin later', { measure: 'check-in', startsOn: '2026-11-20' }, '20 Nov']
])('whoever carries on begins: %s', (_, change, from) => {
	const goal = { ...oskars, ...change };
	expect(goesOnWords(goal, TODAY)).toBe(from);
	expect(whyNotOn(goal, TODAY)).toBeUndefined();
});

test.each<[Partial<LeftGoal>, string | undefined]>([
	[{ endsOn: '2026-11-19' }, undefined],
	[{ endsOn: TODAY }, 'This goal ends today.'],
	[{ endsOn: TODAY, measure: 'check-in' }, undefined],
	[{ endsOn: '2026-11-17', measure: 'check-in' }, 'This goal is over.'],
	[{ isReached: true }, 'This goal is reached.'],
	[{ isDeclined: true }, 'The answer to this goal was no.']
])('whether somebody can carry on: %j', (change, why) => {
	expect(whyNotOn({ ...oskars, ...change }, TODAY)).toBe(why);
});
