/** How much of a sentence of thanks tells the person what to repeat. */
export type Specificity = 'empty' | 'praise' | 'thin' | 'specific';

const PRAISE = new Set(
	`a all also always amazing an and appreciate are as at attitude awesome be been being best brilliant
	champion cheers congrats congratulations day days dear deserve do does doing done effort efforts
	ever every everyone everything excellent fantastic fine for glad good grateful great guys had happy
	hard has have help hero i incredible is it job just keep kudos legend like lot lots love lovely make
	makes many me more much my nice no of on one our outstanding perfect person pleasure proud really
	rock rocks running so star such super superstar support team thank thanks that the things this time
	to together too top truly up us very was way we well what with wonderful work working you your
	you’re`.split(/\s+/)
);

// Words that point at something that happened.
const CONCRETE =
	/\b(after|before|during|when|while|until|because|today|yesterday|morning|monday|tuesday|wednesday|thursday|friday|call(ed|s)?|email(ed)?|demo(s|ed)?|meeting|deal|contract|price|discount|customer|account|proposal|question|objection|pipeline|handover|follow(ed)?[- ]?up|asked|showed|explained|stayed|rewrote|prepared|noticed|found|helped|wrote|said|told|closed|booked|brought)\b/i;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}’'€$%.-]*/gu;
const ENOUGH_WORDS = 6;
const LONG_ENOUGH = 12;

/**
 * Reads a sentence by its words alone; whom it is for tells nothing, by their `names`. It is a hint
 * for the one who writes, and never a condition.
 */
export function specificity(sentence: string, names: readonly string[] = []): Specificity {
	const words = sentence.trim().match(WORD) ?? [];
	if (!words.length) return 'empty';
	const called = new Set(names.flatMap((name) => name.split(/\s+/)).map(plain));
	const isTelling = (word: string) => !PRAISE.has(plain(word)) && !called.has(plain(word));
	const telling = new Set(words.filter(isTelling).map(plain));
	if (telling.size < 2) return 'praise';
	if (words.length < ENOUGH_WORDS) return 'thin';
	const concrete = /\p{N}/u.test(sentence) || CONCRETE.test(sentence);
	if (concrete || namesSomething(sentence, isTelling)) return 'specific';
	return words.length >= LONG_ENOUGH && telling.size >= ENOUGH_WORDS ? 'specific' : 'thin';
}

/** The gentle remark below the field. `first` is the first name of the one person, if it is one. */
export function remarkOn(
	sentence: string,
	first: string | undefined,
	names: readonly string[] = first ? [first] : []
): string {
	const who = first ?? 'they';
	switch (specificity(sentence, names)) {
		case 'empty':
			return 'Name the moment: what happened, and what came of it?';
		case 'praise':
			return `Kind words. What exactly did ${who} do?`;
		case 'thin':
			return 'One more detail: which call, which customer, what came of it?';
		case 'specific':
			return first
				? `Specific. ${first} will know exactly what to repeat.`
				: 'Specific. They will know exactly what to repeat.';
	}
}

// A capital inside a sentence: a customer, a colleague, a place.
function namesSomething(text: string, isTelling: (word: string) => boolean): boolean {
	return text
		.split(/[.!?:]+\s/)
		.flatMap((sentence) => (sentence.match(WORD) ?? []).slice(1))
		.some((word) => /^\p{Lu}\p{L}/u.test(word) && isTelling(word));
}

function plain(word: string): string {
	return word.toLowerCase().replace(/[.'’]+$/, '');
}
