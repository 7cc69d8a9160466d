/** What is true about a deal the moment it is won. Counts hold this deal already. */
export interface DealFacts {
	/** The account's name. */
	note: string | null;
	/** How many deals this one entry stands for. */
	deals: bigint;
	today: bigint;
	thisWeek: bigint;
	ever: bigint;
	/** Its money, and the most money of one before it, in minor units; null where unknown. */
	amount: bigint | null;
	bestBefore: bigint | null;
	/** How many earlier entries `bestBefore` was the best of. */
	earlier: number;
}

// Longer than this, or on two lines, a note is a story and no account's name.
const LONGEST_NAME = 60;
// "Biggest so far" means little after one or two.
const ENOUGH_TO_COMPARE = 3;

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');

/** Reads after the person's name: "won Brightline", "won a deal", "won 3 deals". */
export function dealHeadline({ note, deals }: Pick<DealFacts, 'note' | 'deals'>): string {
	const name = note?.trim().replace(/\.$/, '') ?? '';
	if (name && name.length <= LONGEST_NAME && !/[\r\n]/.test(name)) return `won ${name}`;
	return deals === 1n ? 'won a deal' : `won ${deals} deals`;
}

/** Why it matters, without a word on who the person is: "Biggest deal so far, second today". */
export function dealDetail(facts: DealFacts): string {
	if (facts.ever === facts.deals) return facts.deals === 1n ? 'First deal on the board' : '';
	const place =
		facts.today > 1n ? `${ordinal(facts.today)} today` : `${ordinal(facts.thisWeek)} this week`;
	if (isBiggest(facts)) return `Biggest deal so far, ${place}`;
	return capitalised(place.replace(' ', ' deal '));
}

function isBiggest({ amount, bestBefore, earlier }: DealFacts): boolean {
	if (amount === null || bestBefore === null || earlier < ENOUGH_TO_COMPARE) return false;
	return amount > bestBefore;
}

/** "first" to "tenth", then "11th", "12th", "21st". */
export function ordinal(n: bigint): string {
	const word = ORDINALS[Number(n) - 1];
	if (word) return word;
	const teen = n % 100n;
	if (teen >= 11n && teen <= 13n) return `${n}th`;
	return `${n}${['th', 'st', 'nd', 'rd'][Number(n % 10n)] ?? 'th'}`;
}

function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
