import { expect, test } from 'vitest';
import { movingWords, waitingWords } from './waiting-words.ts';

const ANSWER = { waitsFor: 'Ines Falk', declinedWhy: null, proposedBy: 'Mara Silva' };

test.each([
	[{}, true, /^Mara Silva proposes this goal\. Until you agree/],
	[{ under: '60 demos' }, true, /^Mara Silva moved this goal and asks to support “60 demos” with/],
	[{ under: null }, true, /^Mara Silva moved this goal and asks that it stands on its own\./],
	[{ under: '60 demos' }, false, /^Waits for Ines Falk to agree\. Until then/],
	[{ waitsFor: null }, false, /^Waits for whoever sets goals there to agree/]
])('a goal that waits says for what: %o', (more, mayAgree, words) => {
	expect(waitingWords({ ...ANSWER, ...more }, mayAgree)).toMatch(words);
});

test.each([
	['60 demos', 'Land 40', true, 'Until you agree it goes on supporting “Land 40”.'],
	['60 demos', null, false, 'Waits for Ines: under “60 demos”. Until then it stands on its own.'],
	[null, 'Land 40', true, 'Mara Silva wants it to stand on its own.']
])('one that is to stand elsewhere says what holds: %s', (under, held, mayAgree, words) => {
	expect(movingWords({ ...ANSWER, under }, mayAgree, held)).toContain(words);
});
