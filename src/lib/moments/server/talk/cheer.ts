import { and, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { MomentId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { limit } from '#lib/platform/server/limits.ts';
import { unlessGone } from '#lib/platform/server/unless-gone.ts';
import type { CheerKind } from '../../moment.ts';
import { readCards } from '../cards/read-cards.ts';
import { cheers } from './schema.ts';
import { isGone } from './talk-refusals.ts';

export interface CheerCommand {
	momentId: MomentId;
	kind: CheerKind;
	/** False takes it back. */
	on: boolean;
}

/** Taps, also those that take one back: each one goes to all screens of the organization. */
const perPerson = limit(120, 10 * 60_000);

/**
 * Cheers a moment, or takes the cheer back; twice the same changes nothing.
 * Refuses a moment that is not in the feed (`missing`), one's own alone (`forbidden`) and more than 120 taps
 * in ten minutes (`too-many`).
 */
export async function cheer(
	context: Context,
	actor: MemberActor,
	{ momentId, kind, on }: CheerCommand
): Promise<Result<{ changed: boolean }>> {
	if (!may(actor, { may: 'moments.cheer' }))
		return refuse('forbidden', 'Only people of the organization cheer.');
	const { orgId, memberId } = actor;
	const [moment] = await readCards(context.db, orgId, { id: momentId, viewer: memberId, limit: 1 });
	if (!moment) return isGone();
	if (!moment.group && moment.member.id === memberId)
		return refuse('forbidden', 'This one is yours. Let the others cheer.');
	const at = context.clock.now();
	if (!perPerson.take(`${orgId} ${memberId}`, at.getTime()))
		return refuse('too-many', 'That was a lot of cheering at once. Go on in a few minutes.');
	const key = { orgId, momentId, memberId, kind };
	const rows = on
		? await unlessGone(
				context.db
					.insert(cheers)
					.values({ ...key, at })
					.onConflictDoNothing()
					.returning({ kind: cheers.kind })
			)
		: await context.db.delete(cheers).where(same(key)).returning({ kind: cheers.kind });
	if (!rows) return isGone();
	if (rows.length) context.announce(orgId, ['moments']);
	return ok({ changed: rows.length > 0 });
}

function same({ orgId, momentId, memberId, kind }: Omit<typeof cheers.$inferSelect, 'at'>) {
	return and(
		eq(cheers.orgId, orgId),
		eq(cheers.momentId, momentId),
		eq(cheers.memberId, memberId),
		eq(cheers.kind, kind)
	);
}
