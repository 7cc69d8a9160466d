import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { PICTURE_BYTES, PICTURE_SIDE, readPictureFile } from '../picture-file.ts';
import { plainPicture } from '../plain-picture.ts';
import { onlyOneself, preferenceFacts } from './save-preferences.ts';
import { pictures } from './schema.ts';

/**
 * Keeps a picture of oneself in place of the one before, without what the camera wrote beside it:
 * everybody of the organization may fetch the file.
 */
export async function keepPicture(
	context: Context,
	actor: MemberActor,
	body: Uint8Array
): Promise<Result<null>> {
	const { orgId, memberId } = actor;
	if (!may(actor, { may: 'preferences.set', of: memberId })) return onlyOneself();
	if (body.byteLength > PICTURE_BYTES)
		return unfit('too-large', 'That picture is over 200 KB: send a smaller one.');
	const file = readPictureFile(body);
	const plain = file && plainPicture(body, file);
	if (!plain) return unfit('invalid', 'Send a PNG, JPEG or WebP: this is none of them.');
	if (Math.max(file.width, file.height) > PICTURE_SIDE)
		return unfit('invalid', `Send a picture of at most ${PICTURE_SIDE} pixels a side.`);
	const row = {
		mediaType: file.mediaType,
		body: Buffer.from(plain),
		digest: createHash('sha256').update(plain).digest('hex'),
		changedAt: context.clock.now()
	};
	await context.db
		.insert(pictures)
		.values({ orgId, memberId, ...row })
		.onConflictDoUpdate({ target: [pictures.orgId, pictures.memberId], set: row });
	context.announce(orgId, preferenceFacts(memberId));
	return ok(null);
}

/** Deletes it: initials stand in its place again. */
export async function dropPicture(context: Context, actor: MemberActor): Promise<Result<null>> {
	const { orgId, memberId } = actor;
	if (!may(actor, { may: 'preferences.set', of: memberId })) return onlyOneself();
	await context.db
		.delete(pictures)
		.where(and(eq(pictures.orgId, orgId), eq(pictures.memberId, memberId)));
	context.announce(orgId, preferenceFacts(memberId));
	return ok(null);
}

/** The one that is kept at this address; undefined for one that was replaced since. */
export async function readPicture(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	digest: string
): Promise<{ mediaType: string; body: Buffer } | undefined> {
	const [row] = await db
		.select({ mediaType: pictures.mediaType, body: pictures.body })
		.from(pictures)
		.where(
			and(eq(pictures.orgId, orgId), eq(pictures.memberId, memberId), eq(pictures.digest, digest))
		);
	return row;
}

function unfit(kind: 'invalid' | 'too-large', detail: string) {
	return refuse(kind, detail, { file: detail });
}
