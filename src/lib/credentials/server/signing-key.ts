import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { signingKeys } from './schema.ts';

const BITS = 2048;
const generate = promisify(generateKeyPair);

export interface SigningKey {
	id: string;
	/** PKCS #8, PEM. */
	privateKey: string;
}

/** The key that an organization signs with today, made when it is first needed. */
export async function signingKey(db: Queryable, orgId: OrgId, now: Date): Promise<SigningKey> {
	return (await activeKey(db, orgId)) ?? replaceKey(db, orgId, now, { onlyIfNone: true });
}

/** The key that signs now; undefined before anybody shared anything. */
export async function activeKey(db: Queryable, orgId: OrgId): Promise<SigningKey | undefined> {
	const [key] = await db
		.select({ id: signingKeys.id, privateKey: signingKeys.privateKey })
		.from(signingKeys)
		.where(and(eq(signingKeys.orgId, orgId), isNull(signingKeys.retiredAt)))
		.orderBy(desc(signingKeys.createdAt), desc(signingKeys.id))
		.limit(1);
	return key;
}

/** Retires the key in use and makes another; what the old one signed stays verifiable. */
export async function replaceKey(
	db: Queryable,
	orgId: OrgId,
	now: Date,
	{ onlyIfNone }: { onlyIfNone: boolean }
): Promise<SigningKey> {
	// Takes a good part of a second: not while others wait for the lock.
	const made = await makeKey(now);
	return db.transaction(async (tx) => {
		await tx.execute(
			sql`select pg_advisory_xact_lock(hashtextextended(${`signing-key:${orgId}`}, 0))`
		);
		const active = await activeKey(tx, orgId);
		if (active && onlyIfNone) return active;
		await tx
			.update(signingKeys)
			.set({ retiredAt: now })
			.where(and(eq(signingKeys.orgId, orgId), isNull(signingKeys.retiredAt)));
		await tx.insert(signingKeys).values({ orgId, ...made, createdAt: now });
		return made;
	});
}

async function makeKey(now: Date) {
	const pair = await generate('rsa', { modulusLength: BITS });
	const { kty, n, e } = pair.publicKey.export({ format: 'jwk' });
	return {
		id: newId<'signing-key'>(now) as string,
		privateKey: String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })),
		publicKey: { kty: kty!, n: n!, e: e! }
	};
}
