import { expect, test } from 'vitest';
import type { MemberId } from '#lib/platform/ids.ts';
import { facesOf, whoWords } from './fed-by.ts';
import { sample } from './goals.fixture.ts';
import { FEEDERS, fedWords } from './review.ts';

const people = ['Mara Silva', 'Aiko Kimura', 'Jonas Okafor', 'Lena Tran'].map((name) => ({
	...{ id: name as MemberId, name, colour: 1 }
}));

test.each([
	[0, 0, ''],
	[1, 1, 'Mara'],
	[2, 2, 'Mara and Aiko'],
	[3, 3, 'Mara, Aiko and Jonas'],
	[4, 4, 'Mara, Aiko, Jonas and Lena'],
	[4, 5, 'Mara, Aiko, Jonas and 2 more'],
	[4, 12, 'Mara, Aiko, Jonas and 9 more']
])('%i of %i faces: %s', (known, all, words) => {
	expect(whoWords({ people: people.slice(0, known), all })).toBe(words);
});

test('a goal of a few shows who is in it, another who fed it', () => {
	const fed = { demos: { people: people.slice(0, 1), all: 7 } };
	expect(facesOf(sample({ id: 'pod', scope: 'pod', people }), fed).all).toBe(4);
	expect(facesOf(sample({ id: 'demos' }), fed).all).toBe(7);
	expect(facesOf(sample({ id: 'logos' }), fed).all).toBe(0);
});

test.each([
	[2, 'Mara Silva 1, Aiko Kimura 1'],
	[4, 'Mara Silva 1, Aiko Kimura 1, Jonas Okafor 1, Lena Tran 1'],
	[13, 'Mara Silva 1, Aiko Kimura 1, Jonas Okafor 1 and 10 more']
])('a review of %i who fed it names three, and its file whoever is known', (fed, words) => {
	const goal = sample({ id: 'demos' });
	const shares = people.slice(0, fed).map((person) => ({ ...person, share: '1' }));
	const reviewed = { goal, closedOn: null, depth: 0, people: shares, fed };
	expect(fedWords(reviewed, 'EUR')).toBe(words);
	const filed = fedWords({ ...reviewed, fed: 13 }, 'EUR', FEEDERS);
	expect(filed).toMatch(new RegExp(`1 and ${13 - shares.length} more$`));
});
