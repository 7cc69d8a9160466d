import { randomInt, randomUUID } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { Id, OrgId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addressesOf, keyAddress } from '../addresses.ts';
import { PLACES } from '../bits.ts';
import { makeCredential } from '../credential.ts';
import type { AwardToShare } from '../own-award.ts';
import { signCredential } from './jws.ts';
import { ownAward } from './own-awards.ts';
import { credentials } from './schema.ts';
import { signingKey } from './signing-key.ts';

const TRIES = 5;

/**
 * Makes an award public as a credential, because its member asks; asked again it answers the same one.
 * `base` is the installation's public address: it goes into the credential and stays there.
 * Refuses an award that is not the asker's or was withdrawn (`missing`).
 */
export async function share(
	context: Context,
	actor: MemberActor,
	awardId: string,
	base: string
): Promise<Result<{ id: string }>> {
	const { db } = context;
	if (!may(actor, { may: 'credentials.share', of: actor.memberId }))
		return refuse('forbidden', 'Only whoever earned a badge can share it.');
	for (let tried = 0; tried < TRIES; tried++) {
		const award = await ownAward(db, actor, awardId);
		if (!award.ok) return award;
		if (award.value.credentialId) return ok({ id: award.value.credentialId });
		const id = await issue(context, actor.orgId, award.value, base);
		if (id) return ok({ id });
	}
	return refuse('unavailable', 'The list of shared badges is full. Ask your admin.');
}

/** Undefined where somebody was faster: with the award, or with the place on the list. */
async function issue(
	{ db, clock }: Context,
	orgId: OrgId,
	award: AwardToShare,
	base: string
): Promise<string | undefined> {
	const at = new Date(Math.floor(clock.now().getTime() / 1000) * 1000);
	const statusIndex = await freePlace(db, orgId);
	if (statusIndex === undefined) return undefined;
	const id = newId<'credential'>(at);
	const key = await signingKey(db, orgId, at);
	// Random, so that two credentials of one person do not tell that they are.
	const made = { subjectId: randomUUID(), statusIndex, at };
	const credential = makeCredential(award.said, addressesOf(base, orgId, id), made);
	const token = await signCredential(credential, {
		kid: keyAddress(base, orgId, key.id),
		privateKey: key.privateKey
	});
	const awardId = award.id as Id<'award'>;
	const [row] = await db
		.insert(credentials)
		.values({ orgId, id, awardId, statusIndex, token, issuedAt: at })
		.onConflictDoNothing()
		.returning({ id: credentials.id });
	return row?.id;
}

/** A place on the status list at random: their order would tell who shared when. */
async function freePlace(db: Queryable, orgId: OrgId): Promise<number | undefined> {
	const wanted = Array.from({ length: 16 }, () => randomInt(PLACES));
	const rows = await db
		.select({ place: credentials.statusIndex })
		.from(credentials)
		.where(and(eq(credentials.orgId, orgId), inArray(credentials.statusIndex, wanted)));
	const taken = new Set(rows.map(({ place }) => place));
	return wanted.find((place) => !taken.has(place));
}
