import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { limit } from '#lib/platform/server/limits.ts';
import { PICTURE_BYTES, PICTURE_SIDE, readPictureFile } from '../picture-file.ts';
import { plainPicture } from '../plain-picture.ts';
import { onlyOneself, preferenceFacts } from './save-preferences.ts';
import { pictures } from './schema.ts';

/** Every one goes to all screens of the organization. */
const perPerson = limit(10, 10 * 60_000);

/**
 * Keeps a picture of oneself in place of the one before, without what the camera wrote beside it:
 * everybody of the organization may fetch the file. More than ten in ten minutes are `too-many`.
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
	const changedAt = context.clock.now();
	if (!perPerson.take(`${orgId} ${memberId}`, changedAt.getTime()))
		return unfit('too-many', 'That was a lot of pictures at once. Send the next in a few minutes.');
	const digest = createHash('sha256').update(plain).digest('hex');
	const row = { mediaType: file.mediaType, body: Buffer.from(plain), digest, changedAt };
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

function unfit(kind: 'invalid' | 'too-large' | 'too-many', detail: string) {
	return refuse(kind, detail, { file: detail });
}
