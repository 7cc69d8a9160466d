import { describe, expect, it } from 'vitest';
import type { MemberId } from '#lib/platform/ids.ts';
import { dampingOf, dampingWords, type Habits, type Words } from './damping.ts';
import { askIfRare, STARTING_RULES } from './rules.ts';

const FULL_NAMES: Record<string, string> = {
	aiko: 'Aiko Kimura',
	lena: 'Lena Tran',
	oskar: 'Oskar Berg',
	tomas: 'Tomás Benítez'
};
const ids = (names: string) => names.split(' ') as MemberId[];
const words = (to: string, sentence: string): Words => ({
	to: ids(to),
	names: to.split(' ').map((name) => FULL_NAMES[name]!),
	sentence
});
const habits = (changes: Partial<Habits> = {}): Habits => ({
	said: [],
	back: [],
	colleagues: 14,
	...changes
});
const aiko = 'aiko' as MemberId;
const HALDEN = 'You called Halden after three no’s and got the meeting.';

describe('one text again', () => {
	it.each<[string, Words, Words, 'repeat' | null]>([
		['to somebody else', words('lena', HALDEN), words('oskar', HALDEN), 'repeat'],
		['to the same person', words('lena', HALDEN), words('lena', HALDEN), 'repeat'],
		[
			'in other case and signs',
			words('lena', 'Great demo, well prepared!'),
			words('oskar', 'great demo  WELL prepared'),
			'repeat'
		],
		[
			'with another name in it',
			words('lena', 'Great demo, Lena, well prepared.'),
			words('tomas', 'Great demo, Tomas, well prepared.'),
			'repeat'
		],
		['of signs alone', words('lena', '🎉🎉'), words('oskar', '🎉🎉'), 'repeat'],
		['other signs', words('lena', '🎉🎉'), words('oskar', '🔔'), null],
		[
			'another customer',
			words('lena', HALDEN),
			words('oskar', HALDEN.replace('Halden', 'Brightline')),
			null
		],
		['one word more', words('lena', HALDEN), words('lena', `${HALDEN} Again.`), null]
	])('%s', (_, earlier, now, damping) => {
		expect(dampingOf(aiko, now, habits({ said: [earlier] }))).toBe(damping);
	});
});

describe('a closed circle of two', () => {
	const toLena = [words('lena', 'One.'), words('lena', 'Two.')];
	const back = [ids('aiko'), ids('aiko')];
	it.each<[string, Partial<Habits>, string, 'circle' | null]>([
		['both thank nobody else', { said: toLena, back }, 'lena', 'circle'],
		['with somebody else now', { said: toLena, back }, 'oskar', null],
		['with several now', { said: toLena, back }, 'lena oskar', null],
		['she thanked others', { said: [...toLena, words('oskar', 'Other.')], back }, 'lena', null],
		[
			'she was thanked with others',
			{ said: toLena, back: [ids('aiko oskar'), ...back] },
			'lena',
			null
		],
		['only once each', { said: toLena.slice(1), back }, 'lena', null],
		['nothing came back', { said: toLena, back: [] }, 'lena', null],
		['hardly anybody else is there', { said: toLena, back, colleagues: 2 }, 'lena', null]
	])('%s', (_, known, to, damping) => {
		expect(dampingOf(aiko, words(to, 'Three.'), habits(known))).toBe(damping);
	});

	it('is said without blame', () => {
		expect(dampingWords('repeat', 'Lena')).toContain('so it goes to Lena alone');
		expect(dampingWords('circle', 'Lena')).toContain('so it goes to Lena alone');
	});
});

describe('the question of a badge beyond the budget', () => {
	it.each<[number, number, string | undefined]>([
		[0, 1, undefined],
		[2, 1, undefined],
		[3, 1, 'You have given 3 badges this week. Is this one still rare?'],
		[1, 3, 'You have given 1 badge this week. Is this one still rare?'],
		[0, 4, 'That is 4 badges at once. Is each of them rare?']
	])('%d given, %d now', (given, giving, question) => {
		expect(askIfRare(given, giving, STARTING_RULES)).toBe(question);
	});
});
