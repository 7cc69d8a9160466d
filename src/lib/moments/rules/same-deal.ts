/** A row of the ledger, as far as it tells which deal it belongs to. */
export interface DealTrace {
	externalId: string;
	/** The account's name, where the source gave one. */
	note: string | null;
}

// What sources put beside a deal's own id to tell its win from its money.
const LABELS = new Set(
	'won win deal deals closed close revenue rev value amount money booking'.split(' ')
);

/**
 * The money of a won deal, among what the same person recorded from the same source that day: the
 * one entry whose external id names the same deal ("won-1C1I7A6R", "revenue-1C1I7A6R"), else the
 * one entry with the same note. Where two could be meant there is none: no figure beats a wrong one.
 */
export function moneyOf<Money extends DealTrace>(
	deal: DealTrace,
	candidates: readonly Money[]
): Money | undefined {
	const own = stem(deal.externalId);
	const named = own ? candidates.filter((money) => stem(money.externalId) === own) : [];
	if (named.length) return only(named);
	return deal.note ? only(candidates.filter((money) => money.note === deal.note)) : undefined;
}

function stem(externalId: string): string {
	const words = externalId.toLowerCase().split(/[^\p{L}\p{N}]+/u);
	return words.filter((word) => word && !LABELS.has(word)).join('-');
}

function only<Item>(items: Item[]): Item | undefined {
	return items.length === 1 ? items[0] : undefined;
}
