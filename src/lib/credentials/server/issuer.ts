import type { OrgId } from '#lib/platform/ids.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { issuerAddress, keyAddress } from '../addresses.ts';
import { CONTEXTS } from '../credential.ts';
import { publicKeys } from './read-credential.ts';

/** A public key as a verifier takes it; its `kid` is the address it is at. */
export interface PublicJwk {
	kty: string;
	n: string;
	e: string;
	alg: 'RS256';
	use: 'sig';
	kid: string;
}

/** Who an organization is to the world: its name. Undefined until somebody of it has shared a badge. */
export async function issuerProfile(db: Queryable, orgId: OrgId, base: string) {
	const keys = await publicKeys(db, orgId);
	if (!keys.size) return undefined;
	const { name } = await readOrganization(db, orgId);
	const id = issuerAddress(base, orgId);
	return { '@context': CONTEXTS, id, type: ['Profile'], name };
}

/** Every key an organization has signed with, the retired ones too, as a JWK set. */
export async function keySet(
	db: Queryable,
	orgId: OrgId,
	base: string
): Promise<{ keys: PublicJwk[] } | undefined> {
	const keys = await publicKeys(db, orgId);
	if (!keys.size) return undefined;
	return {
		keys: [...keys].map(([id, { kty, n, e }]) => ({
			kty: kty!,
			n: n!,
			e: e!,
			alg: 'RS256',
			use: 'sig',
			kid: keyAddress(base, orgId, id)
		}))
	};
}
