/** The longest comment or coaching line, in characters as people count them. */
export const LONGEST_WORDS = 400;

// Line breaks are the one control character people type; marks that turn the reading direction
// around could make a line say something else than was written.
const UNREADABLE = /(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u;

/** Words as they are kept: without the space around them and without more than one empty line. */
export function tidyWords(words: string): string {
	return words
		.replace(/\r\n?/g, '\n')
		.replace(/[^\S\n]+\n/g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

/** What is wrong with tidied words, as a sentence that says what to do; undefined where nothing is. */
export function faultOf(words: string): string | undefined {
	if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(words)) return 'Write a few words first.';
	if (UNREADABLE.test(words)) return 'This has a character that nobody can read. Type it anew.';
	if ([...words].length > LONGEST_WORDS)
		return `Keep it under ${LONGEST_WORDS} characters. The best ones are short.`;
	return undefined;
}
