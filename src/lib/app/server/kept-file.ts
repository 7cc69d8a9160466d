import { may } from '#lib/identity/permissions.ts';
import type { Actor } from '#lib/identity/actor.ts';
import { isId, type MemberId, type OrgId } from '#lib/platform/ids.ts';
import { problemResponse } from '#lib/platform/server/problem.ts';

type Read = (
	orgId: OrgId,
	member: MemberId,
	digest: string
) => Promise<{ mediaType: string; body: Buffer } | undefined>;

/**
 * A picture or a sound that somebody sent, for the people and TVs of their organization. Its address
 * holds its digest: it never changes, and a browser may keep it for good.
 */
export async function keptFile(
	actor: Actor | null,
	{ member, digest }: { member: string; digest: string },
	read: Read
): Promise<Response> {
	if (!actor || !(may(actor, { may: 'moments.read' }) || may(actor, { may: 'walls.watch' })))
		return problemResponse({ kind: 'unauthenticated', detail: 'Sign in to see this.' });
	const isAddress = isId(member) && /^[0-9a-f]{64}$/.test(digest);
	const file = isAddress ? await read(actor.orgId, member as MemberId, digest) : undefined;
	if (!file)
		return problemResponse({ kind: 'missing', detail: 'This was replaced or taken away.' });
	return new Response(new Uint8Array(file.body), {
		headers: {
			'content-type': file.mediaType,
			'content-length': String(file.body.byteLength),
			'cache-control': 'private, max-age=31536000, immutable',
			'content-security-policy': "default-src 'none'; sandbox",
			'cross-origin-resource-policy': 'same-origin'
		}
	});
}
