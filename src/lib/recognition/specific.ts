/** How much of a sentence of thanks tells the person what to repeat. */
export type Specificity = 'empty' | 'praise' | 'thin' | 'specific';

const PRAISE = new Set(
	`a all always amazing an and are as at awesome best brilliant cheers congrats congratulations done
	ever excellent fantastic for good great guys hard i incredible is it job just keep like love nice
	of on one outstanding perfect really rock rocks so star such super superstar team thank thanks that
	the this to too top truly up very was we well what wonderful work you your you’re`.split(/\s+/)
);

// Words that point at something that happened.
const CONCRETE =
	/\b(after|before|during|when|while|until|because|today|yesterday|morning|monday|tuesday|wednesday|thursday|friday|call(ed|s)?|email(ed)?|demo(s|ed)?|meeting|deal|contract|price|discount|customer|account|proposal|question|objection|pipeline|handover|follow(ed)?[- ]?up|asked|showed|explained|stayed|rewrote|prepared|noticed|found|helped|wrote|said|told|closed|booked|brought)\b/i;
const ENOUGH_WORDS = 6;
const LONG_ENOUGH = 12;

/** Reads a sentence by its words alone. It is a hint for the one who writes, and never a condition. */
export function specificity(sentence: string): Specificity {
	const words = sentence.trim().match(/[\p{L}\p{N}][\p{L}\p{N}’'€$%.-]*/gu) ?? [];
	if (!words.length) return 'empty';
	const telling = words.filter((word) => !PRAISE.has(plain(word)));
	if (telling.length < 2) return 'praise';
	if (words.length >= LONG_ENOUGH) return 'specific';
	const concrete = /\p{N}/u.test(sentence) || namesSomething(words) || CONCRETE.test(sentence);
	return words.length >= ENOUGH_WORDS && concrete ? 'specific' : 'thin';
}

/** The gentle remark below the field. `first` is the first name of the one person, if it is one. */
export function remarkOn(sentence: string, first: string | undefined): string {
	const who = first ?? 'they';
	switch (specificity(sentence)) {
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

// A capital inside the sentence: a customer, a colleague, a place.
function namesSomething(words: string[]): boolean {
	return words.slice(1).some((word) => /^\p{Lu}\p{L}/u.test(word) && !PRAISE.has(plain(word)));
}

function plain(word: string): string {
	return word.toLowerCase().replace(/[.'’]+$/, '');
}
