import { and, eq, isNull } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { Id } from '#lib/platform/ids.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { ownAward } from './own-awards.ts';
import { credentials } from './schema.ts';

/** Ends what is public of an award: its credential is revoked for good. Asked again it does nothing. */
export async function stopSharing(
	{ db, clock }: Context,
	actor: MemberActor,
	awardId: string
): Promise<Result<{ revoked: boolean }>> {
	const award = await ownAward(db, actor, awardId);
	if (!award.ok) return award;
	const rows = await db
		.update(credentials)
		.set({ revokedAt: clock.now() })
		.where(
			and(
				eq(credentials.orgId, actor.orgId),
				eq(credentials.awardId, award.value.id as Id<'award'>),
				isNull(credentials.revokedAt)
			)
		)
		.returning({ id: credentials.id });
	return ok({ revoked: rows.length > 0 });
}
