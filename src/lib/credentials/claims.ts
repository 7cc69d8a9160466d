/** What a signed credential of any kind has in common. */
export interface Claimable {
	id: string;
	issuer: { id: string };
	validFrom: string;
	credentialSubject: { id: string };
}

export interface Claims {
	iss: string;
	sub: string;
	jti: string;
	/** Seconds since 1970. */
	nbf: number;
}

/** The claims that a JWT says about the credential which is its payload. */
export function claimsOf(credential: Claimable): Claims {
	return {
		iss: credential.issuer.id,
		sub: credential.credentialSubject.id,
		jti: credential.id,
		nbf: Date.parse(credential.validFrom) / 1000
	};
}

export type Fault = 'shape' | 'iss' | 'sub' | 'jti' | 'nbf' | 'early';

/** What is wrong with a payload by the specification's rules for a VC-JWT; undefined where nothing is. */
export function faultOf(payload: unknown, now: Date): Fault | undefined {
	if (!isClaimable(payload)) return 'shape';
	const wanted = claimsOf(payload);
	for (const name of ['iss', 'sub', 'jti', 'nbf'] as const)
		if ((payload as Partial<Claims>)[name] !== wanted[name]) return name;
	return wanted.nbf * 1000 > now.getTime() ? 'early' : undefined;
}

function isClaimable(payload: unknown): payload is Claimable {
	const { id, issuer, validFrom, credentialSubject } = record(payload);
	const texts = [id, record(issuer).id, validFrom, record(credentialSubject).id];
	return (
		texts.every((text) => typeof text === 'string') &&
		!Number.isNaN(Date.parse(validFrom as string))
	);
}

function record(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
