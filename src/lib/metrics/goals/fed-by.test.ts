import { expect, test } from 'vitest';
import type { MemberId } from '#lib/platform/ids.ts';
import { facesOf, whoWords } from './fed-by.ts';
import { sample } from './goals.fixture.ts';

const people = ['Mara Silva', 'Aiko Kimura', 'Jonas Okafor', 'Lena Tran'].map((name) => ({
	...{ id: name as MemberId, name, colour: 1 }
}));

test.each([
	[0, 0, ''],
	[1, 1, 'Mara'],
	[2, 2, 'Mara and Aiko'],
	[3, 3, 'Mara, Aiko and Jonas'],
	[4, 4, 'Mara, Aiko and 2 more'],
	[4, 12, 'Mara, Aiko and 10 more']
])('%i of %i faces: %s', (known, all, words) => {
	expect(whoWords({ people: people.slice(0, known), all })).toBe(words);
});

test('a goal of a few shows who is in it, another who fed it', () => {
	const fed = { demos: { people: people.slice(0, 1), all: 7 } };
	expect(facesOf(sample({ id: 'pod', scope: 'pod', people }), fed).all).toBe(4);
	expect(facesOf(sample({ id: 'demos' }), fed).all).toBe(7);
	expect(facesOf(sample({ id: 'logos' }), fed).all).toBe(0);
});
