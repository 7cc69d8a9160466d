import { createHash, randomBytes } from 'node:crypto';
import type { Id } from '../ids.ts';

/** UUID v7 (RFC 9562): sorts by the time it was made, so that keys append to their index. */
export function newId<Kind extends string>(at: Date = new Date()): Id<Kind> {
	const bytes = randomBytes(16);
	bytes.writeUIntBE(at.getTime(), 0, 6);
	bytes[6] = (bytes[6]! & 0x0f) | 0x70;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<Kind>;
}

/** A bearer secret of 160 bits, in letters and digits that survive being read aloud or pasted. */
export function newSecret(bytes = 20): string {
	const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
	return Array.from(randomBytes(Math.ceil((bytes * 8) / 5)), (byte) => alphabet[byte & 31]).join(
		''
	);
}

/** What is stored of a bearer secret; the secret itself is shown once and kept nowhere. */
export function hashSecret(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}
