import { and, desc, eq, or, sql } from 'drizzle-orm';
import { members } from '#lib/identity/server/index.ts';
import type { GoalId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { goalChanges } from '../schema.ts';
import { isWish } from './is-wish.ts';

/** Who asked last for a goal to be agreed to, and whether they asked by moving it. */
export async function lastAsked(
	db: Queryable,
	orgId: OrgId,
	goalId: GoalId
): Promise<{ by: string | null; memberId: MemberId | null; moved: boolean } | undefined> {
	const [asked] = await db
		.select({ by: members.name, memberId: goalChanges.by, kind: goalChanges.kind })
		.from(goalChanges)
		.leftJoin(members, and(eq(members.orgId, goalChanges.orgId), eq(members.id, goalChanges.by)))
		.where(
			and(
				eq(goalChanges.orgId, orgId),
				eq(goalChanges.goalId, goalId),
				or(eq(goalChanges.kind, 'set'), isWish(), sql`${goalChanges.says} ? 'again'`)
			)
		)
		.orderBy(desc(goalChanges.at), desc(goalChanges.id))
		.limit(1);
	return asked && { by: asked.by, memberId: asked.memberId, moved: asked.kind === 'relinked' };
}
