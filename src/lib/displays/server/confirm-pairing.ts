import { and, eq, gt } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { listTeams } from '#lib/identity/server/index.ts';
import type { DisplayId, TeamId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { limit } from '#lib/platform/server/limits.ts';
import { displays, pairings } from './schema.ts';

export interface Confirmation {
	/** As a person types it: any case, with or without a space or hyphen. */
	code: string;
	name: string;
	/** The team whose wins it leads with; null for the whole organization. */
	teamId: TeamId | null;
}

const guesses = limit(20, 10 * 60_000);

/** Takes the TV that shows this code into the organization. It notices by itself within seconds. */
export async function confirmPairing(
	context: Context,
	actor: MemberActor,
	{ code, name, teamId }: Confirmation
): Promise<Result<{ id: DisplayId }>> {
	if (!may(actor, { may: 'displays.manage' }))
		return refuse('forbidden', 'Managers and admins pair TVs.');
	const now = context.clock.now();
	if (!guesses.take(actor.memberId, now.getTime()))
		return refuse('too-many', 'Too many tries. Wait a few minutes, then try again.');
	const teams = await listTeams(context.db, actor.orgId);
	if (teamId && !teams.some((team) => team.id === teamId))
		return refuse('invalid', 'That team is not one of yours.', {
			team: 'Choose a team from the list.'
		});
	const id = newId<'display'>(now);
	const paired = await context.db.transaction(async (tx) => {
		const shown = code.toUpperCase().replace(/[^A-Z]/g, '');
		const [pairing] = await tx
			.delete(pairings)
			.where(and(eq(pairings.code, shown), gt(pairings.expiresAt, now)))
			.returning();
		if (!pairing) return false;
		const { tokenHash } = pairing;
		const { orgId, memberId: pairedBy } = actor;
		await tx
			.insert(displays)
			.values({ orgId, id, name, teamId, tokenHash, pairedBy, pairedAt: now });
		return true;
	});
	if (!paired) {
		const detail =
			'No TV shows this code right now. Read it off the screen again; it changes every ten minutes.';
		return refuse('missing', detail, { code: detail });
	}
	context.announce(actor.orgId, ['displays']);
	return ok({ id });
}
