import { hash, verify, type Options } from '@node-rs/argon2';

// OWASP's argon2id profile: 19 MiB, two passes, one lane. Algorithm 2 is argon2id.
const OPTIONS: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const PASSWORD_MIN = 10;
/** argon2 reads every byte it is given: an upper bound keeps a megabyte from being one. */
export const PASSWORD_MAX = 200;

/** argon2id in PHC form. */
export function hashPassword(password: string): Promise<string> {
	return hash(password.normalize('NFKC'), OPTIONS);
}

/**
 * Without a hash (nobody there, or no password yet) it does the same work against one that
 * nothing matches, so that the time tells nobody which e-mails exist.
 */
export async function passwordMatches(
	passwordHash: string | null | undefined,
	password: string
): Promise<boolean> {
	const matches = await verify(passwordHash ?? (await nobodysHash()), password.normalize('NFKC'));
	return matches && !!passwordHash;
}

let nobodys: Promise<string> | undefined;

function nobodysHash(): Promise<string> {
	nobodys ??= hash(crypto.randomUUID(), OPTIONS);
	return nobodys;
}
