import { isId, type OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { limit } from '#lib/platform/server/limits.ts';
import { problemResponse } from '#lib/platform/server/problem.ts';
import { emblemPicture } from '../emblem-picture.ts';
import { bakePng, bakeSvg } from './bake.ts';
import { issuerProfile, keySet } from './issuer.ts';
import { readCredential, type ValidCredential } from './read-credential.ts';
import { statusList } from './status-list.ts';

/** For verifiers and crawlers behind one address; a person opens a handful. */
const looks = limit(300, 60_000);
const GONE = 410;

export interface Visit {
	context: Context;
	/** The installation's public address. */
	base: string;
	/** Whose requests are counted together. */
	address: string;
}

/** Whether this address may look at what is public once more; false where it asks too often. */
export function mayLook({ context, address }: Pick<Visit, 'context' | 'address'>): boolean {
	return looks.take(address, context.clock.now().getTime());
}

const FILES = {
	'credential.jwt': {
		type: 'text/plain; charset=utf-8',
		body: ({ token }: ValidCredential) => token
	},
	'badge.png': {
		type: 'image/png',
		body: ({ face, token }: ValidCredential) => bakePng(emblemPicture(face), token)
	},
	'badge.svg': {
		type: 'image/svg+xml',
		body: ({ face, token, said }: ValidCredential) =>
			bakeSvg(emblemPicture(face), token, `${said.badge}: ${said.name}`)
	}
};
export type CredentialFile = keyof typeof FILES;

/** A shared credential as a file: 404 where there is none, 410 where it was revoked. */
export async function credentialFile(
	visit: Visit,
	id: string,
	file: CredentialFile
): Promise<Response> {
	if (!mayLook(visit)) return tooOften();
	const found = await readCredential(visit.context, id);
	if (found?.state === 'valid') return answer(FILES[file].type, FILES[file].body(found));
	if (found?.state === 'revoked')
		return problemResponse(
			{ kind: 'missing', detail: 'This credential was revoked and is no longer shared.' },
			GONE
		);
	return nothing();
}

/** What an organization publishes about its credentials, by the last part of its address. */
export async function issuerFile(
	visit: Visit,
	org: string,
	file: 'issuer' | 'keys' | 'status' | { key: string }
): Promise<Response> {
	if (!mayLook(visit)) return tooOften();
	if (!isId(org)) return nothing();
	const { context, base } = visit;
	const orgId = org as OrgId;
	if (file === 'status') {
		const token = await statusList(context, orgId, base);
		return token ? answer('application/vc+jwt', token) : nothing();
	}
	if (file === 'issuer') return json(await issuerProfile(context.db, orgId, base));
	const set = await keySet(context.db, orgId, base);
	if (file === 'keys') return json(set);
	return json(set?.keys.find(({ kid }) => kid.endsWith(`/${file.key}`)));
}

function json(value: object | undefined): Response {
	return value ? answer('application/json', JSON.stringify(value)) : nothing();
}

function answer(type: string, body: string | Buffer): Response {
	return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
		headers: {
			'content-type': type,
			// Short, so that a revocation is known within the minute.
			'cache-control': 'public, max-age=60',
			// A verifier may run in somebody's browser; there is nothing here that a cookie would add.
			'access-control-allow-origin': '*',
			'x-robots-tag': 'noindex',
			// An SVG that is opened by itself is a page.
			'content-security-policy': "default-src 'none'; sandbox"
		}
	});
}

function nothing(): Response {
	return problemResponse({ kind: 'missing', detail: 'There is no such credential.' });
}

function tooOften(): Response {
	return problemResponse({ kind: 'too-many', detail: 'Too many looks at once. Wait a minute.' });
}
