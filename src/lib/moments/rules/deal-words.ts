import { ordinal } from '#lib/platform/ordinal.ts';

/** What is true about a deal the moment it is won. Counts hold this deal already. */
export interface DealFacts {
	/** The account's name. */
	note: string | null;
	/** How many deals this one entry stands for. */
	deals: bigint;
	today: bigint;
	thisWeek: bigint;
	ever: bigint;
	/** Its money in minor units; null where unknown. */
	amount: bigint | null;
}

// Longer than this, or on two lines, a note is a story and no account's name.
const LONGEST_NAME = 60;

const FIRST = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');

/** Reads after the person's name: "won Brightline", "won a deal", "won 3 deals". */
export function dealHeadline({ note, deals }: Pick<DealFacts, 'note' | 'deals'>): string {
	const name = note?.trim().replace(/\.$/, '') ?? '';
	if (name && name.length <= LONGEST_NAME && !/[\r\n]/.test(name)) return `won ${name}`;
	return deals === 1n ? 'won a deal' : `won ${deals} deals`;
}

/** Which one it is, as a clause: "second deal today". Empty where the headline says all. */
export function dealPlace({ ever, deals, today, thisWeek }: DealFacts): string {
	if (ever === deals) return deals === 1n ? 'first deal on the board' : '';
	return today > 1n ? `${which(today)} deal today` : `${which(thisWeek)} deal this week`;
}

/** "first" to "tenth", then "11th", "12th", "21st". */
export function which(n: bigint): string {
	return FIRST[Number(n) - 1] ?? ordinal(n);
}
