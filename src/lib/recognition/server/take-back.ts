import { and, eq } from 'drizzle-orm';
import { withdrawAwards } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { RecognitionId } from '#lib/platform/ids.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Echo } from './echo.ts';
import { holdOwn } from './hold-own.ts';
import { recognitions } from './schema.ts';

/**
 * Takes one's words back: before they are said nobody ever knew of them, afterwards they go from
 * everywhere at once, with the badge and the moments. Refuses what is not one's own (`missing`).
 */
export async function takeBack(
	context: Context,
	actor: MemberActor,
	id: RecognitionId,
	echo: Echo
): Promise<Result<{ wasSaid: boolean }>> {
	const { orgId } = actor;
	const taken = await context.db.transaction(async (tx) => {
		const held = await holdOwn(tx, actor, id);
		if (!held.ok) return held;
		// Only now: while it was waited for, the words may have been said.
		const now = context.clock.now();
		await tx
			.update(recognitions)
			.set({ withdrawnAt: now })
			.where(and(eq(recognitions.orgId, orgId), eq(recognitions.id, id)));
		await withdrawAwards(tx, orgId, `recognition:${id}`, now);
		await echo.silence(tx, orgId, id);
		return ok({ wasSaid: held.value.saidAt <= now });
	});
	if (taken.ok && taken.value.wasSaid) context.announce(orgId, ['moments', 'recognitions']);
	return taken;
}
