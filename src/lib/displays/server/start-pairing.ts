import { and, eq, gt, lte } from 'drizzle-orm';
import { randomInt } from 'node:crypto';
import type { Context } from '#lib/platform/server/context.ts';
import { isUniqueViolation } from '#lib/platform/server/database.ts';
import { hashSecret, newSecret } from '#lib/platform/server/ids.ts';
import { limit } from '#lib/platform/server/limits.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import { pairings } from './schema.ts';

const LASTS_MS = 10 * 60_000;
/** A code with less than this left is replaced, so that nobody walks to their phone for nothing. */
const RENEW_MS = 30_000;
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
	if (token && waiting && waiting.expiresAt.getTime() - now.getTime() > RENEW_MS)
		return ok({ token, ...waiting });
	if (!starts.take(address, now.getTime()))
		return refuse(
			'too-many',
			'Too many codes were asked for from here. Wait a few minutes, then reload.'
		);
	await context.db.delete(pairings).where(lte(pairings.expiresAt, now));
	// A TV keeps its secret from code to code: a phone may be confirming the old one this instant.
	return ok(await showCode(context, waiting && token ? token : newSecret(), now));
}

async function showCode({ db }: Context, token: string, now: Date): Promise<Pairing> {
	const expiresAt = new Date(now.getTime() + LASTS_MS);
	for (;;) {
		const code = Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
		try {
			await db
				.insert(pairings)
				.values({ tokenHash: hashSecret(token), code, expiresAt })
				.onConflictDoUpdate({ target: pairings.tokenHash, set: { code, expiresAt } });
			return { token, code, expiresAt };
		} catch (error) {
			if (!isUniqueViolation(error)) throw error;
		}
	}
}

async function findWaiting({ db }: Context, token: string, now: Date) {
	const [row] = await db
		.select({ code: pairings.code, expiresAt: pairings.expiresAt })
		.from(pairings)
		.where(and(eq(pairings.tokenHash, hashSecret(token)), gt(pairings.expiresAt, now)));
	return row;
}
