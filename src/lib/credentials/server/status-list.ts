import { gzipSync } from 'node:zlib';
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { issuerAddress, keyAddress, statusAddress } from '../addresses.ts';
import { bitsOf } from '../bits.ts';
import { CONTEXTS, instant } from '../credential.ts';
import { endWithdrawn } from './end-withdrawn.ts';
import { signCredential } from './jws.ts';
import { credentials } from './schema.ts';
import { activeKey } from './signing-key.ts';

const MOST_KEPT = 200;
const kept = new Map<string, { state: string; token: string }>();

/**
 * Which of an organization's credentials are revoked, as a signed BitstringStatusListCredential;
 * undefined where it has never shared one. Signed anew only when it says something else: a signature
 * costs more than a request should.
 */
export async function statusList(
	{ db, clock }: Context,
	orgId: OrgId,
	base: string
): Promise<string | undefined> {
	const key = await activeKey(db, orgId);
	if (!key) return undefined;
	const revoked = await revokedPlaces(db, orgId);
	const id = statusAddress(base, orgId);
	const state = `${key.id} ${revoked.join(' ')}`;
	const before = kept.get(id);
	if (before?.state === state) return before.token;
	const signer = { kid: keyAddress(base, orgId, key.id), privateKey: key.privateKey };
	const credential = listCredential(id, issuerAddress(base, orgId), revoked, clock.now());
	const token = await signCredential(credential, signer);
	if (kept.size >= MOST_KEPT) kept.clear();
	kept.set(id, { state, token });
	return token;
}

function listCredential(id: string, issuer: string, revoked: number[], at: Date) {
	return {
		'@context': CONTEXTS.slice(0, 1),
		id,
		type: ['VerifiableCredential', 'BitstringStatusListCredential'],
		issuer: { id: issuer },
		validFrom: instant(at),
		credentialSubject: {
			id: `${id}#list`,
			type: 'BitstringStatusList',
			statusPurpose: 'revocation',
			// Multibase: u is base64url without padding.
			encodedList: `u${gzipSync(bitsOf(revoked)).toString('base64url')}`
		}
	};
}

async function revokedPlaces(db: Queryable, orgId: OrgId): Promise<number[]> {
	await endWithdrawn(db, eq(credentials.orgId, orgId));
	const rows = await db
		.select({ place: credentials.statusIndex })
		.from(credentials)
		.where(and(eq(credentials.orgId, orgId), isNotNull(credentials.revokedAt)))
		.orderBy(asc(credentials.statusIndex));
	return rows.map(({ place }) => place);
}
