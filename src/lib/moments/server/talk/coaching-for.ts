import { and, desc, eq } from 'drizzle-orm';
import { members } from '#lib/identity/server/index.ts';
import type { MemberId, MomentId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { COACHING_LENGTH, type CoachingLine } from '../../coaching.ts';
import { moments } from '../schema.ts';
import { coachingLines } from './schema.ts';

/**
 * What managers wrote to a member, the newest first; with `momentId` only what is about that moment.
 * Who reads it has been asked `coaching.read` before.
 */
export async function coachingFor(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	momentId?: MomentId
): Promise<CoachingLine[]> {
	const rows = await db
		.select({
			id: coachingLines.id,
			momentId: coachingLines.momentId,
			moment: moments.headline,
			from: { id: members.id, name: members.name },
			words: coachingLines.words,
			at: coachingLines.at
		})
		.from(coachingLines)
		.innerJoin(
			moments,
			and(eq(moments.orgId, coachingLines.orgId), eq(moments.id, coachingLines.momentId))
		)
		.innerJoin(
			members,
			and(eq(members.orgId, coachingLines.orgId), eq(members.id, coachingLines.fromId))
		)
		.where(
			and(
				eq(coachingLines.orgId, orgId),
				eq(moments.memberId, memberId),
				momentId ? eq(coachingLines.momentId, momentId) : undefined
			)
		)
		.orderBy(desc(coachingLines.at), desc(coachingLines.id))
		.limit(COACHING_LENGTH);
	return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
