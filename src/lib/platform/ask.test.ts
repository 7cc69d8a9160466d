import { expect, test } from 'vitest';
import { asksAtGoals, countedAtGoals, type Ask } from './ask.ts';

const ask = (id: string, counted?: Ask['counted']): Ask => ({
	...{ id, kind: 'goal-help', sentence: 'Ines asks.', href: '/goals', at: '2026-11-18T09:00:00Z' },
	...(counted ? { counted } : {})
});

test('the goals show what waits there, and count of it what asks for something', () => {
	const asks = [ask('help'), ask('yes', 'nowhere'), ask('question', 'me')];
	expect(asksAtGoals(asks).map(({ id }) => id)).toEqual(['help', 'yes']);
	expect(countedAtGoals(asks)).toBe(1);
});
