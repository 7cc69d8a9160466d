const NUMBERS = [
	'no',
	'one',
	'two',
	'three',
	'four',
	'five',
	'six',
	'seven',
	'eight',
	'nine',
	'ten'
];
const LINKS = new Set(['with', 'of', 'for', 'in', 'to', 'by', 'from', 'on', 'at']);

/** A metric's name for a single one of it: "Demos held" → "demo held", "First meetings" → "first meeting". */
export function oneOf(name: string): string {
	const words = inSentence(name).split(' ');
	const link = words.findIndex((word) => LINKS.has(word));
	const head = link > 0 ? link : words.length;
	const last = isPlural(words[head - 1]) ? head - 1 : words.findIndex((word) => isPlural(word));
	return words.map((word, index) => (index === last ? singular(word) : word)).join(' ');
}

/** So many of a metric: "one demo held", "3 demos held"; as the start of a sentence: "Two demos held". */
export function amountWords(amount: bigint, name: string, starts: boolean): string {
	const what = amount === 1n ? oneOf(name) : inSentence(name);
	if (starts && amount <= 10n && amount >= 0n) {
		const word = NUMBERS[Number(amount)]!;
		return `${word.charAt(0).toUpperCase()}${word.slice(1)} ${what}`;
	}
	return `${new Intl.NumberFormat('en').format(amount)} ${what}`;
}

/** A name inside a sentence: small letters, but an abbreviation stays one ("NPS calls"). */
export function inSentence(name: string): string {
	const [first = '', ...rest] = name.trim().split(/\s+/);
	const start = /^\p{Lu}\p{Ll}[^\p{Lu}]*$/u.test(first) ? first.toLowerCase() : first;
	return [start, ...rest].join(' ');
}

function isPlural(word: string | undefined): boolean {
	return !!word && /[^\Wius]s$/i.test(word) && word.length > 3;
}

function singular(word: string): string {
	if (/ies$/.test(word) && word.length > 4) return word.replace(/ies$/, 'y');
	if (/(sh|ch|x|ss|z)es$/.test(word)) return word.slice(0, -2);
	return word.slice(0, -1);
}
