import { expect, test } from 'vitest';
import { sharesLine, whoOf } from './group-words.ts';
import type { MomentCard, MomentGoal, MomentGroup } from './moment.ts';
import { namesGoal, stepHeadline } from './step-words.ts';

test('a step is said with the goal’s own title, and which one where it lies beyond', () => {
	const title = '60 qualified demos';
	expect(stepHeadline({ number: 1, title })).toBe('reached “60 qualified demos”');
	expect(stepHeadline({ number: 2, title })).toBe(
		'reached the second step of “60 qualified demos”'
	);
	const goal = { title } as MomentGoal;
	expect(namesGoal({ goal, headline: stepHeadline({ number: 1, title }) })).toBe(true);
	expect(namesGoal({ goal, headline: 'held a demo' })).toBe(false);
});

test('of many only the first are named, and the others counted, hidden ones among them', () => {
	const goal = { target: '12', unit: 'count', currency: 'EUR' } as MomentGoal;
	const people = ['Aiko Kimura', 'Caio Ramos'].map((name) => ({ name, share: '1' }));
	const group = { people, count: 2 } as MomentGroup;
	expect(sharesLine(group, goal)).toBe('Aiko 1, Caio 1 of 12');
	expect(sharesLine({ ...group, count: 12 }, goal)).toBe('Aiko 1, Caio 1 and 10 more');
});

test.each([
	[3, 'Aiko, Jonas and Lena', 'Aiko 1, Jonas 1, Lena 1 of 12'],
	[4, 'Aiko, Jonas, Lena and Mara', 'Aiko 1, Jonas 1, Lena 1, Mara 1 of 12'],
	[5, 'Aiko, Jonas, Lena and 2 more', 'Aiko 1, Jonas 1, Lena 1 and 2 more'],
	[14, 'Aiko, Jonas, Lena and 11 more', 'Aiko 1, Jonas 1, Lena 1 and 11 more']
])('of %i nobody is left to be the one more', (count, who, shares) => {
	const goal = { target: '12', unit: 'count', currency: 'EUR' } as MomentGoal;
	const all = ['Aiko Kimura', 'Jonas Okafor', 'Lena Tran', 'Mara Silva', 'Sana Noor'];
	const people = all.slice(0, count).map((name) => ({ id: name, name, share: '1' }));
	const group = { name: null, people, count } as MomentGroup;
	expect(whoOf({ group, member: { name: 'Aiko Kimura' } } as MomentCard)).toBe(who);
	expect(sharesLine(group, goal)).toBe(shares);
});
