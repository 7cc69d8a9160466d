import { expect, test } from 'vitest';
import type { GoalChangeKind } from '../goal.ts';
import { historyWords } from './history-words.ts';

function words(kind: GoalChangeKind, says: Record<string, string> = {}) {
	const change = { id: '1', kind, by: 'Aiko Kimura', at: '2026-11-18T12:52:00Z', says };
	return historyWords(change, 'count', 'EUR');
}

test('every kind of change is said in a sentence', () => {
	const TABLE: [GoalChangeKind, Record<string, string>, string][] = [
		['set', { target: '5', agreed: 'yes' }, 'Aiko Kimura set it: 5.'],
		['set', { target: '5', agreed: 'no' }, 'Aiko Kimura proposed it.'],
		['agreed', {}, 'Aiko Kimura agreed.'],
		['adjusted', { wasTarget: '5', target: '6' }, 'Aiko Kimura moved the target from 5 to 6.'],
		['adjusted', { step: '8' }, 'Aiko Kimura took the next step: 8.'],
		[
			'changed',
			{ wasEnd: '2026-11-22', end: '2026-11-29', wasTitle: 'Five', title: 'Six', again: 'yes' },
			'Aiko Kimura moved the end from 22 Nov to 29 Nov, renamed it from “Five” and proposed it again.'
		],
		[
			'changed',
			{ from: '3', to: '' },
			'Aiko Kimura asks for at least 3 from each goal that counts the same.'
		],
		['changed', { steps: '8 10' }, 'Aiko Kimura set further steps: 8 and 10.'],
		[
			'relinked',
			{ was: 'A', under: '60 demos', agreed: 'no' },
			'Aiko Kimura put it under “60 demos”, and it waits to be agreed.'
		],
		[
			'relinked',
			{ was: 'A', holds: 'yes', agreed: 'no' },
			'Aiko Kimura asked that it stands on its own.'
		],
		[
			'relinked',
			{ under: '60 demos', carried: 'Oskar', holds: 'yes' },
			'Aiko Kimura carries on with “60 demos” for Oskar, and answers the wish now.'
		],
		[
			'relinked',
			{ back: 'yes', stays: 'yes' },
			'Aiko Kimura took the wish back: it stays on its own.'
		],
		['agreed', { moves: 'yes' }, 'Aiko Kimura agreed: it stands on its own now.'],
		[
			'declined',
			{ moves: 'yes', under: '60 demos', gone: 'declined' },
			'It stays where it is: the answer to “60 demos” was no.'
		],
		['relinked', { was: 'A', agreed: 'yes' }, 'Aiko Kimura took it out from under “A”.'],
		['offered', { to: 'Lena' }, 'Aiko Kimura asked Lena to answer for it.'],
		['offered', { to: 'Lena', own: 'yes' }, 'Aiko Kimura asked Lena to carry on.'],
		['offered', { answer: 'not-now', own: 'yes' }, 'Aiko Kimura cannot carry on right now.'],
		[
			'set',
			{ target: '6', carried: '4', from: 'Oskar Berg' },
			'Aiko Kimura carries on for Oskar Berg, who has left: from 4 to 6.'
		],
		['closed', { carried: 'yes', value: '4', target: '6' }, 'Aiko Kimura carries on from 4 of 6.'],
		['joined', {}, 'Aiko Kimura joined.'],
		['left', {}, 'Aiko Kimura left. What they brought stays.'],
		['closed', { back: 'yes', value: '0', target: '5' }, 'Aiko Kimura took it back.']
	];
	for (const [kind, says, sentence] of TABLE) expect(words(kind, says)).toEqual({ sentence });
});

test('what somebody said stands in their own words', () => {
	expect(words('declined', { why: 'Make it four.' }).quote).toBe('Make it four.');
	expect(words('closed', { value: '4', target: '5', learned: 'Call before ten.' })).toEqual({
		sentence: 'Aiko Kimura closed it with 4 of 5.',
		quote: 'Call before ten.'
	});
});
