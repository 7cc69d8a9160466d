import { and, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { RecognitionId } from '#lib/platform/ids.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { asSent } from './find-sent.ts';
import { holdOwn } from './hold-own.ts';
import type { SentRecognition } from './recognise-command.ts';
import { sayLater } from './say-later.ts';
import { recognitions } from './schema.ts';

/** Says at once what waits. What is said already stays as it is: the bell rings once. */
export async function ringNow(
	context: Context,
	actor: MemberActor,
	id: RecognitionId
): Promise<Result<SentRecognition>> {
	const { orgId } = actor;
	return context.db.transaction(async (tx) => {
		const held = await holdOwn(tx, actor, id);
		// Only now: while it was waited for, the words may have been said.
		const now = context.clock.now();
		if (!held.ok || held.value.saidAt <= now) return held.ok ? ok(asSent(held.value)) : held;
		const [said] = await tx
			.update(recognitions)
			.set({ saidAt: now })
			.where(and(eq(recognitions.orgId, orgId), eq(recognitions.id, id)))
			.returning();
		await sayLater(tx, orgId, id, now);
		return ok(asSent(said!));
	});
}
