import type { MemberActor } from '#lib/identity/actor.ts';
import { asksAbout } from '#lib/platform/ask.ts';
import type { Id } from '#lib/platform/ids.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { openPoint, stillOpen, talkedAbout } from './open-point.ts';
import { talkingPoints } from './schema.ts';

/** They have talked about it, either side says so; `outcome` may be empty. */
export async function settlePoint(
	context: Context,
	actor: MemberActor,
	{ point, outcome }: { point: Id<'talking-point'>; outcome: string }
): Promise<Result<{ id: Id<'talking-point'> }>> {
	const open = await openPoint(context, actor, point);
	if (!open.ok) return open;
	const settled = await context.db
		.update(talkingPoints)
		.set({ doneAt: context.clock.now(), doneBy: actor.memberId, outcome: outcome.trim() })
		.where(stillOpen(open.value.point));
	// The other side was quicker: what they wrote down stays.
	if (!settled.rowCount) return talkedAbout();
	context.announce(actor.orgId, asksAbout(open.value.person));
	return ok({ id: point });
}
