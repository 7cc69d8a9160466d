import { and, eq, gt, isNull } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { ASKS_OF_ADMINS, asksOf } from '#lib/platform/ask.ts';
import type { Id } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { roundsWithNames } from './read-rounds.ts';
import { programmeRounds } from './schema.ts';

export interface KeepProgramme {
	round: Id<'programme-round'>;
	/** Why it stays all the same, for everybody who was asked. */
	why: string;
}

/**
 * Keeps what was to retire: one tap of its owner's or an admin's, with a sentence. Refuses others
 * (`forbidden`), what does not retire or has (`conflict`), and what there is not (`missing`).
 */
export async function keepProgramme(
	{ db, clock, announce }: Context,
	actor: MemberActor,
	{ round, why }: KeepProgramme
): Promise<Result<null>> {
	const { orgId, memberId } = actor;
	const [found] = await roundsWithNames(db, orgId, eq(programmeRounds.id, round));
	if (!found) return refuse('missing', 'There is no such question any more. Look at the list.');
	if (!may(actor, { may: 'programmes.keep', of: found.ownerId }))
		return refuse('forbidden', 'Only its owner or an admin keeps it. Talk to one of them.');
	const now = clock.now();
	const { timeZone } = await readOrganization(db, orgId);
	const kept = await db
		.update(programmeRounds)
		.set({ keptBy: memberId, keptWhy: why, keptAt: now })
		.where(
			and(
				eq(programmeRounds.orgId, orgId),
				eq(programmeRounds.id, round),
				// On its day it goes: nobody is told that it stays while it does.
				gt(programmeRounds.retiresOn, dayIn(timeZone, now)),
				isNull(programmeRounds.keptAt),
				isNull(programmeRounds.retiredAt)
			)
		)
		.returning({ id: programmeRounds.id });
	if (!kept.length)
		return refuse(
			'conflict',
			'It does not retire any more, or it has. Reload to see where it stands.'
		);
	announce(orgId, [...(found.ownerId ? [asksOf(found.ownerId)] : []), ASKS_OF_ADMINS]);
	return ok(null);
}
