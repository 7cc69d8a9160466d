import { and, eq, isNull, lte } from 'drizzle-orm';
import { badges } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { members } from '#lib/identity/server/index.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { orgValues, recognitionRecipients, recognitions } from './schema.ts';

/*
 * How the rows around a recognition find each other, for the `on` of a join: every key starts with
 * the organization, and no reader should have to remember that.
 */

export const itsRecipients = and(
	eq(recognitionRecipients.orgId, recognitions.orgId),
	eq(recognitionRecipients.recognitionId, recognitions.id)
);

/** `members` as those it is for. */
export const itsPeople = and(
	eq(members.orgId, recognitions.orgId),
	eq(members.id, recognitionRecipients.memberId)
);

/** `members` as who said it. */
export const itsSender = and(
	eq(members.orgId, recognitions.orgId),
	eq(members.id, recognitions.fromId)
);

export const itsValue = and(
	eq(orgValues.orgId, recognitions.orgId),
	eq(orgValues.id, recognitions.valueId)
);

/** For a left join: most come without one. */
export const itsBadge = and(
	eq(badges.orgId, recognitions.orgId),
	eq(badges.id, recognitions.badgeId)
);

/** What somebody has heard, as far as the reader may know: private words are for who they are said to. */
export function heardBy(memberId: MemberId, reader: MemberActor, now: Date) {
	return and(
		eq(recognitionRecipients.orgId, reader.orgId),
		eq(recognitionRecipients.memberId, memberId),
		isSaid(now),
		reader.memberId === memberId ? undefined : eq(recognitions.inFeed, true)
	);
}

/** Others may know of it: it has been said, and was not taken back. */
export function isSaid(now: Date) {
	return and(isNull(recognitions.withdrawnAt), lte(recognitions.saidAt, now));
}
