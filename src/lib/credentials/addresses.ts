import type { Addresses } from './credential.ts';

/** Where a credential is, from the public address of the installation, such as `https://winbell.example.com`. */
export function addressesOf(base: string, orgId: string, credentialId: string): Addresses {
	const credential = `${base}/credentials/${credentialId}`;
	return {
		credential,
		picture: `${credential}/badge.png`,
		issuer: issuerAddress(base, orgId),
		statusList: statusAddress(base, orgId)
	};
}

/** Answers with the organization's profile. */
export function issuerAddress(base: string, orgId: string): string {
	return `${base}/orgs/${orgId}/issuer`;
}

/** Answers with the list of what was revoked, as a signed credential of its own. */
export function statusAddress(base: string, orgId: string): string {
	return `${base}/orgs/${orgId}/credentials/status`;
}

/** Answers with the public key as a JWK: a verifier follows the `kid` of a signature here. */
export function keyAddress(base: string, orgId: string, keyId: string): string {
	return `${base}/orgs/${orgId}/keys/${keyId}`;
}

/** The id of the key that a `kid` points at; undefined for whatever is no address of a key. */
export function keyOfAddress(kid: unknown): string | undefined {
	return typeof kid === 'string' ? /\/keys\/([0-9a-f-]{36})$/.exec(kid)?.[1] : undefined;
}
