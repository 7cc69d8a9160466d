import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { OWN_SOUND } from '#lib/identity/preferences/preferences.ts';
import { onlyOneself, savePreferences } from '#lib/identity/preferences/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { limit } from '#lib/platform/server/limits.ts';
import { readSoundFile } from '../../sound/sound-file.ts';
import { OWN_SOUND_BYTES, OWN_SOUND_SECONDS, SOUNDS } from '../../sound/sounds.ts';
import { ownSounds } from './schema.ts';

/** A tool that fills the last frame up is not told that five seconds are too long. */
const LEEWAY_MS = 60;

const perPerson = limit(10, 10 * 60_000);

/**
 * Keeps a sound of one's own, as it was sent, and chooses it. More than ten in ten minutes are
 * `too-many`.
 */
export async function keepOwnSound(
	context: Context,
	actor: MemberActor,
	body: Uint8Array
): Promise<Result<null>> {
	const { orgId, memberId } = actor;
	if (!may(actor, { may: 'preferences.set', of: memberId })) return onlyOneself();
	if (body.byteLength > OWN_SOUND_BYTES)
		return unfit('too-large', 'That file is over 200 KB: send a shorter one, or an MP3 of it.');
	const file = readSoundFile(body);
	if (!file) return unfit('invalid', 'Send a WAV, MP3, OGG or M4A file: this is none of them.');
	if (file.lasts > OWN_SOUND_SECONDS * 1000 + LEEWAY_MS)
		return unfit('invalid', 'That sound is over 5 seconds: cut it and send it again.');
	const changedAt = context.clock.now();
	if (!perPerson.take(`${orgId} ${memberId}`, changedAt.getTime()))
		return unfit('too-many', 'That was a lot of sounds at once. Send the next in a few minutes.');
	const { mediaType, lasts } = file;
	const digest = createHash('sha256').update(body).digest('hex');
	const row = { mediaType, body: Buffer.from(body), lasts, digest, changedAt };
	await context.db
		.insert(ownSounds)
		.values({ orgId, memberId, ...row })
		.onConflictDoUpdate({ target: [ownSounds.orgId, ownSounds.memberId], set: row });
	return savePreferences(context, actor, { sound: OWN_SOUND });
}

/** Deletes it; the bell rings again where it was chosen. */
export async function dropOwnSound(context: Context, actor: MemberActor): Promise<Result<null>> {
	const { orgId, memberId } = actor;
	if (!may(actor, { may: 'preferences.set', of: memberId })) return onlyOneself();
	await context.db
		.delete(ownSounds)
		.where(and(eq(ownSounds.orgId, orgId), eq(ownSounds.memberId, memberId)));
	return savePreferences(context, actor, { sound: SOUNDS[0].key });
}

/** The one that is kept at this address; undefined for one that was replaced since. */
export async function readOwnSound(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	digest: string
): Promise<{ mediaType: string; body: Buffer } | undefined> {
	const [row] = await db
		.select({ mediaType: ownSounds.mediaType, body: ownSounds.body })
		.from(ownSounds)
		.where(
			and(
				eq(ownSounds.orgId, orgId),
				eq(ownSounds.memberId, memberId),
				eq(ownSounds.digest, digest)
			)
		);
	return row;
}

/** What somebody sent, without the sound itself: how long it plays, and its digest. */
export async function ownSoundOf(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId
): Promise<{ lasts: number; digest: string } | undefined> {
	const [row] = await db
		.select({ lasts: ownSounds.lasts, digest: ownSounds.digest })
		.from(ownSounds)
		.where(and(eq(ownSounds.orgId, orgId), eq(ownSounds.memberId, memberId)));
	return row;
}

function unfit(kind: 'invalid' | 'too-large' | 'too-many', detail: string) {
	return refuse(kind, detail, { file: detail });
}
