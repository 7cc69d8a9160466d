/**
 * How many credentials a status list has room for: fewer would tell by the size of the list how many
 * there are, and the specification wants at least so many.
 */
export const PLACES = 131_072;

/** A bit for each place, the first one leftmost in the first byte; set for those that are revoked. */
export function bitsOf(revoked: number[]): Uint8Array {
	const bytes = new Uint8Array(PLACES / 8);
	for (const place of revoked) bytes[place >> 3]! |= 0x80 >> (place & 7);
	return bytes;
}
