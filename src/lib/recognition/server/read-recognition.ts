import { and, asc, eq } from 'drizzle-orm';
import { badges } from '#lib/badges/server/index.ts';
import type { OrgId, RecognitionId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { inSentence, type Recognition } from '../recognition.ts';
import { isSaid, itsBadge, itsRecipients, itsValue } from './joins.ts';
import { orgValues, recognitionRecipients, recognitions } from './schema.ts';

/**
 * One recognition with everybody it is for; undefined where the organization has no such one, where
 * it is not said yet and where it was taken back.
 */
export async function readRecognition(
	db: Queryable,
	orgId: OrgId,
	id: RecognitionId,
	now: Date
): Promise<Recognition | undefined> {
	const rows = await db
		.select({
			recognition: recognitions,
			memberId: recognitionRecipients.memberId,
			valueName: orgValues.name,
			badgeName: badges.name
		})
		.from(recognitions)
		.innerJoin(recognitionRecipients, itsRecipients)
		.innerJoin(orgValues, itsValue)
		.leftJoin(badges, itsBadge)
		.where(and(eq(recognitions.orgId, orgId), eq(recognitions.id, id), isSaid(now)))
		.orderBy(asc(recognitionRecipients.memberId));
	const [first] = rows;
	if (!first) return undefined;
	const { fromId, badgeId, goalId, sentence, inFeed, onTv, saidAt } = first.recognition;
	const { badgeName } = first;
	const value = inSentence(first.valueName);
	const to = rows.map((row) => row.memberId);
	return { id, fromId, to, value, badgeId, badgeName, goalId, sentence, inFeed, onTv, at: saidAt };
}
