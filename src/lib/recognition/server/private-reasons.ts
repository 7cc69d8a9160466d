import { and, eq } from 'drizzle-orm';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { itsRecipients } from './joins.ts';
import { recognitionRecipients, recognitions } from './schema.ts';

/** The reasons of awards that came with words for this person alone: others do not see those badges. */
export async function privateReasons(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId
): Promise<string[]> {
	const rows = await db
		.select({ id: recognitions.id })
		.from(recognitions)
		.innerJoin(recognitionRecipients, itsRecipients)
		.where(
			and(
				eq(recognitions.orgId, orgId),
				eq(recognitionRecipients.memberId, memberId),
				eq(recognitions.inFeed, false)
			)
		);
	return rows.map(({ id }) => `recognition:${id}`);
}
