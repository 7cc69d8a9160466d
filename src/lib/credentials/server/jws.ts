import { createPublicKey, sign, verify, type JsonWebKey } from 'node:crypto';
import { promisify } from 'node:util';
import { claimsOf, faultOf, type Claimable, type Fault } from '../claims.ts';

const signed = promisify(sign);
const LONGEST = 20_000;

export interface Signer {
	/** The address that answers with the public key. */
	kid: string;
	/** PKCS #8, PEM. */
	privateKey: string;
}

/**
 * A credential as a VC-JWT: a compact JWS, RS256, whose payload is the credential and the claims that
 * repeat it. The header names the key by its address and holds nothing else, as Open Badges 3.0 has it.
 */
export async function signCredential(credential: Claimable, signer: Signer): Promise<string> {
	const header = { alg: 'RS256', kid: signer.kid, typ: 'JWT' };
	const claims = claimsOf(credential);
	const input = `${encode(header)}.${encode({ ...credential, ...claims, iat: claims.nbf })}`;
	const signature = await signed('sha256', Buffer.from(input), signer.privateKey);
	return `${input}.${signature.toString('base64url')}`;
}

export type Checked<Credential> =
	| { ok: true; credential: Credential }
	| { ok: false; fault: Fault | 'token' | 'header' | 'key' | 'signature' };

/** Checks a token by the specification's steps; `keyOf` finds the public key for a `kid`, if it is known. */
export function checkCredential<Credential>(
	token: string,
	keyOf: (kid: unknown) => JsonWebKey | undefined,
	now: Date
): Checked<Credential> {
	const parts = token.length <= LONGEST ? token.split('.') : [];
	const [head, body, signature] = parts;
	if (parts.length !== 3) return { ok: false, fault: 'token' };
	const [header, payload] = [decode(head!), decode(body!)];
	// Only what we write ourselves: no other algorithm can be talked into being used.
	if (header?.alg !== 'RS256' || header.typ !== 'JWT') return { ok: false, fault: 'header' };
	const jwk = keyOf(header.kid);
	if (!jwk) return { ok: false, fault: 'key' };
	const key = createPublicKey({ key: jwk, format: 'jwk' });
	const input = Buffer.from(`${head}.${body}`);
	if (!verify('sha256', input, key, Buffer.from(signature!, 'base64url')))
		return { ok: false, fault: 'signature' };
	const fault = faultOf(payload, now);
	return fault ? { ok: false, fault } : { ok: true, credential: payload as Credential };
}

function encode(value: object): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
		return typeof value === 'object' && value !== null
			? (value as Record<string, unknown>)
			: undefined;
	} catch {
		return undefined;
	}
}
