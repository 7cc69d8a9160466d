import { eq, lt } from 'drizzle-orm';
import { randomInt } from 'node:crypto';
import type { Context } from '#lib/platform/server/context.ts';
import { isUniqueViolation } from '#lib/platform/server/database.ts';
import { hashSecret, newSecret } from '#lib/platform/server/ids.ts';
import { limit } from '#lib/platform/server/limits.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import { pairings } from './schema.ts';

/** A code on a screen is good for this long; the TV then shows another. */
const LASTS_MS = 10 * 60_000;
// No letters that look like digits, nor vowels that make words.
const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ';
const starts = limit(30, 10 * 60_000);

export interface Pairing {
	/** What the TV keeps in its cookie, and is recognised by once it is confirmed. */
	token: string;
	/** What a person reads off the screen: six letters. */
	code: string;
	expiresAt: Date;
}

/** The code of the TV that holds `token`, or a new one for a TV without; limited per address. */
export async function startPairing(
	context: Context,
	token: string | undefined,
	address: string
): Promise<Result<Pairing>> {
	const now = context.clock.now();
	const waiting = token ? await findWaiting(context, token, now) : undefined;
	if (waiting) return ok(waiting);
	if (!starts.take(address, now.getTime()))
		return refuse(
			'too-many',
			'Too many codes were asked for from here. Wait a few minutes, then reload.'
		);
	await context.db.delete(pairings).where(lt(pairings.expiresAt, now));
	const fresh = { token: newSecret(), expiresAt: new Date(now.getTime() + LASTS_MS) };
	for (;;) {
		const code = Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
		const row = { tokenHash: hashSecret(fresh.token), code, expiresAt: fresh.expiresAt };
		try {
			await context.db.insert(pairings).values(row);
			return ok({ ...fresh, code });
		} catch (error) {
			if (!isUniqueViolation(error)) throw error;
		}
	}
}

async function findWaiting(
	{ db }: Context,
	token: string,
	now: Date
): Promise<Pairing | undefined> {
	const [row] = await db
		.select()
		.from(pairings)
		.where(eq(pairings.tokenHash, hashSecret(token)));
	if (!row || row.expiresAt <= now) return undefined;
	return { token, code: row.code, expiresAt: row.expiresAt };
}
