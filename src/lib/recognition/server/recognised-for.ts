import { asc, count } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { heardBy, itsRecipients, itsValue } from './joins.ts';
import { orgValues, recognitionRecipients, recognitions } from './schema.ts';

/** A value, and how often somebody was thanked for it. */
export interface RecognisedFor {
	value: string;
	times: number;
}

/**
 * What a member was recognised for, ever, in the order of the organization's values and not of their
 * numbers; private words only where the member reads.
 */
export async function recognisedFor(
	db: Queryable,
	reader: MemberActor,
	memberId: MemberId,
	now: Date
): Promise<RecognisedFor[]> {
	return db
		.select({ value: orgValues.name, times: count() })
		.from(recognitionRecipients)
		.innerJoin(recognitions, itsRecipients)
		.innerJoin(orgValues, itsValue)
		.where(heardBy(memberId, reader, now))
		.groupBy(orgValues.orgId, orgValues.id)
		.orderBy(asc(orgValues.position), asc(orgValues.name));
}
