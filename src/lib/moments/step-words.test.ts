import { expect, test } from 'vitest';
import { sharesLine } from './group-words.ts';
import type { MomentGoal, MomentGroup } from './moment.ts';
import { stepHeadline, type StepSaid } from './step-words.ts';

const step: StepSaid = {
	...{ number: 1, at: 12n, title: 'Four of us', scope: 'pod', currency: 'EUR' },
	...{ metric: { name: 'First meetings', unit: 'count' }, segment: 'hospital' }
};

test('a step is said with its figure, one of it as one', () => {
	expect(stepHeadline(step)).toBe('reached 12 hospital first meetings');
	expect(stepHeadline({ ...step, at: 1n })).toBe('reached 1 hospital first meeting');
	expect(stepHeadline({ ...step, metric: null })).toBe('reached “Four of us”');
});

test('of many only the first are named, and the others counted, hidden ones among them', () => {
	const goal = { target: '12', unit: 'count', currency: 'EUR' } as MomentGoal;
	const people = ['Aiko Kimura', 'Caio Ramos'].map((name) => ({ name, share: '1' }));
	const group = { people, count: 2 } as MomentGroup;
	expect(sharesLine(group, goal)).toBe('Aiko 1, Caio 1 of 12');
	expect(sharesLine({ ...group, count: 12 }, goal)).toBe('Aiko 1, Caio 1 and 10 more');
});
