export const LONGEST_SEGMENT = 40;

/** One spelling for one kind of customer: " Hospital " is "hospital"; null for none. */
export function segmentOf(text: string | null | undefined): string | null {
	return text?.trim().replace(/\s+/g, ' ').toLowerCase().slice(0, LONGEST_SEGMENT) || null;
}
