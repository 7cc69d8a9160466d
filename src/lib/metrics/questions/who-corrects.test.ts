import { expect, test } from 'vitest';
import { whoCorrectsWords } from './who-corrects.ts';

const line = (id: string, mayCorrect = false) => ({ id, mayCorrect });
const ALONE = 'What you typed in today you take back yourself.';

test.each<[string, string[], string[], boolean, string]>([
	[
		'all of it from the CRM',
		['a', 'b'],
		[],
		false,
		`${ALONE} For these, question a line, and whoever leads your team answers.`
	],
	[
		'one typed in today',
		['a', 'b'],
		['a'],
		false,
		`${ALONE} For the rest, question a line, and whoever leads your team answers.`
	],
	['both typed in today', ['a', 'b'], ['a', 'b'], false, ''],
	['somebody else’s', [], [], false, ''],
	['a manager’s own', ['a', 'b'], [], true, '']
])('who puts right what is wrong: %s', (_, mayAsk, mayTakeBack, mayCorrect, words) => {
	const items = [line('a', mayCorrect), line('b', mayCorrect)];
	expect(whoCorrectsWords(items, { mayAsk, mayTakeBack })).toBe(words);
});
