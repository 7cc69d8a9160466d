import type { JsonWebKey } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { BadgeFace } from '#lib/badges/badge.ts';
import { awards, badges } from '#lib/badges/server/index.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { isId, type Id, type OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { keyOfAddress } from '../addresses.ts';
import { saidBy, type OpenBadgeCredential, type Said } from '../credential.ts';
import { endWithdrawn } from './end-withdrawn.ts';
import { checkCredential } from './jws.ts';
import { ofItsAward } from './live.ts';
import { credentials, signingKeys } from './schema.ts';

/** A shared credential as anybody may see it. One that ended says nothing but when. */
export type PublicCredential =
	ValidCredential | { state: 'revoked'; on: string } | { state: 'broken' };

export interface ValidCredential {
	state: 'valid';
	said: Omit<Said, 'badgeId'>;
	/** In the organization's time zone, `YYYY-MM-DD`. */
	sharedOn: string;
	/** Its own address, which is part of what was signed. */
	address: string;
	token: string;
	face: BadgeFace;
	/** Of a team that is not real. */
	isDemo: boolean;
}

/**
 * Reads a credential for a stranger and checks its signature anew; undefined where there is none of
 * that name. What it says is read from what was signed, never from our tables.
 */
export async function readCredential(
	{ db, clock }: Context,
	id: string
): Promise<PublicCredential | undefined> {
	const found = isId(id) ? await find(db, id as Id<'credential'>) : undefined;
	if (!found) return undefined;
	const { orgId, token, revokedAt, issuedAt, face } = found;
	const { timeZone, isDemo } = await readOrganization(db, orgId);
	if (revokedAt) return { state: 'revoked', on: dayIn(timeZone, revokedAt) };
	const keys = await publicKeys(db, orgId);
	const keyOf = (kid: unknown) => keys.get(keyOfAddress(kid) ?? '');
	const checked = checkCredential<OpenBadgeCredential>(token, keyOf, clock.now());
	// A token of another credential, put in this one's place, would be signed well too.
	if (!checked.ok || !checked.credential.id.endsWith(`/credentials/${id}`))
		return { state: 'broken' };
	return {
		state: 'valid',
		said: saidBy(checked.credential),
		sharedOn: dayIn(timeZone, issuedAt),
		address: checked.credential.id,
		token,
		face,
		isDemo
	};
}

async function find(db: Queryable, id: Id<'credential'>) {
	await endWithdrawn(db, eq(credentials.id, id));
	const [row] = await db
		.select({
			orgId: credentials.orgId,
			token: credentials.token,
			issuedAt: credentials.issuedAt,
			revokedAt: credentials.revokedAt,
			face: {
				name: badges.name,
				shape: badges.shape,
				glyph: badges.glyph,
				colour: badges.colour
			}
		})
		.from(credentials)
		.innerJoin(awards, ofItsAward())
		.innerJoin(badges, and(eq(badges.orgId, awards.orgId), eq(badges.id, awards.badgeId)))
		.where(eq(credentials.id, id));
	return row;
}

/** By the key's id; old ones too, since what they signed is still shared. */
export async function publicKeys(db: Queryable, orgId: OrgId): Promise<Map<string, JsonWebKey>> {
	const rows = await db
		.select({ id: signingKeys.id, jwk: signingKeys.publicKey })
		.from(signingKeys)
		.where(eq(signingKeys.orgId, orgId));
	return new Map(rows.map(({ id, jwk }) => [id, jwk]));
}
