import { and, eq, isNull } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { teamMemberships } from '#lib/identity/server/index.ts';
import { NONE, type Id, type TeamId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { concerned } from './concerned.ts';
import { inTeam } from './read-flags.ts';
import { flags } from './schema.ts';

/** Says that who leads the team has looked at a flag, kept with who and when. It changes no figure. */
export async function look(
	context: Context,
	actor: MemberActor,
	id: Id<'flag'>
): Promise<Result<{ again: boolean }>> {
	const { db, clock } = context;
	const { orgId, memberId } = actor;
	const [found] = await db
		.select({ memberId: flags.memberId, teamId: teamMemberships.teamId })
		.from(flags)
		.leftJoin(teamMemberships, inTeam)
		.where(and(eq(flags.orgId, orgId), eq(flags.id, id)));
	if (!found) return refuse('missing', 'There is no such line here.');
	if (found.memberId === memberId)
		return refuse('forbidden', 'Somebody else has to look: this is about you.');
	const team: TeamId | null = found.teamId;
	if (!may(actor, { may: 'questions.answer', team }))
		return refuse('forbidden', 'Only who leads the team looks at this.');
	const looked = await db
		.update(flags)
		.set({ lookedAt: clock.now(), lookedAtBy: memberId })
		.where(and(eq(flags.orgId, orgId), eq(flags.id, id), isNull(flags.lookedAt)));
	context.announce(orgId, concerned(found.memberId, team ?? NONE));
	return ok({ again: looked.rowCount === 0 });
}
