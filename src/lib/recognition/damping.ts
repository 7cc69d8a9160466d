import type { MemberId } from '#lib/platform/ids.ts';

/**
 * What makes thanks count less, said gently to the one who sends them: the same text again, and two
 * people who thank each other and nobody else. Such words go to the person only.
 */
export type Damping = 'repeat' | 'circle';

/** Words that were sent to somebody. */
export interface Words {
	to: MemberId[];
	/** Their names: the same sentence with another name in it is the same sentence. */
	names: string[];
	sentence: string;
}

/** What there is to know about the last four weeks. */
export interface Habits {
	/** What the sender said, without what was taken back. */
	said: Words[];
	/** Whom the one person it is for thanked, each time; empty where it is for several. */
	back: MemberId[][];
	/** How many there are whom the sender could thank. */
	colleagues: number;
}

/** Four weeks are looked at. */
export const LOOK_BACK_DAYS = 28;
/** Who thanks each other twice and now a third time, and nobody else, is a circle of two. */
const ROUNDS = 2;
/** Where there is hardly anybody else to thank, two people are no circle. */
const ENOUGH_COLLEAGUES = 3;

/** Why these words stay with the person; null where nothing speaks against everybody hearing them. */
export function dampingOf(from: MemberId, words: Words, habits: Habits): Damping | null {
	const text = plainWords(words);
	if (habits.said.some((earlier) => plainWords(earlier) === text)) return 'repeat';
	return isCircle(from, words.to, habits) ? 'circle' : null;
}

/** What the sender reads about it. `who` as `whom` says it. */
export function dampingWords(damping: Damping, who: string): string {
	const only = `so it goes to ${who} alone`;
	return damping === 'repeat'
		? `You said this before, ${only}. Words of their own ring the bell.`
		: `Lately you two have thanked only each other, ${only}. Who else helped you?`;
}

function isCircle(from: MemberId, to: MemberId[], { said, back, colleagues }: Habits): boolean {
	if (to.length !== 1 || colleagues < ENOUGH_COLLEAGUES) return false;
	const other = to[0]!;
	return only(said, other, (words) => words.to) && only(back, from, (ids) => ids);
}

function only<Item>(items: Item[], id: MemberId, of: (item: Item) => MemberId[]): boolean {
	return items.length >= ROUNDS && items.every((item) => of(item).every((each) => each === id));
}

// Case, accents, signs and the people's names make no other text.
function plainWords({ sentence, names }: Words): string {
	const called = new Set(names.flatMap((name) => wordsOf(name)));
	const words = wordsOf(sentence).filter((word) => !called.has(word));
	return words.join(' ') || sentence.trim();
}

function wordsOf(text: string): string[] {
	const plain = text
		.normalize('NFKD')
		.replace(/[\p{M}'’]/gu, '')
		.toLowerCase();
	return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
