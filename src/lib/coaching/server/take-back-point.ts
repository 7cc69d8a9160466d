import type { MemberActor } from '#lib/identity/actor.ts';
import { asksAbout } from '#lib/platform/ask.ts';
import type { Id } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { openPoint, stillOpen, talkedAbout } from './open-point.ts';
import { talkingPoints } from './schema.ts';

/** Whoever raised it thought better of it; nothing of it stays. */
export async function takeBackPoint(
	context: Context,
	actor: MemberActor,
	{ point }: { point: Id<'talking-point'> }
): Promise<Result<{ id: Id<'talking-point'> }>> {
	const open = await openPoint(context, actor, point);
	if (!open.ok) return open;
	if (open.value.point.raisedBy !== actor.memberId)
		return refuse('forbidden', 'Only who raised it takes it back. Talk about it and say so.');
	const gone = await context.db.delete(talkingPoints).where(stillOpen(open.value.point));
	if (!gone.rowCount) return talkedAbout();
	context.announce(actor.orgId, asksAbout(open.value.person));
	return ok({ id: point });
}
