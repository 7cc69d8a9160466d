import { hash, randomBytes, randomUUID } from 'node:crypto';
import type { Id } from '../ids.ts';

/** UUID v7 (RFC 9562): sorts by the time it was made, so that keys append to their index. */
export function newId<Kind extends string>(at: Date = new Date()): Id<Kind> {
	const time = at.getTime().toString(16).padStart(12, '0');
	// Node keeps random bytes in store for its own UUIDs; drawing them for each costs far more.
	const random = randomUUID().slice(15);
	return `${time.slice(0, 8)}-${time.slice(8)}-7${random}` as Id<Kind>;
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
	return hash('sha256', secret, 'hex');
}
