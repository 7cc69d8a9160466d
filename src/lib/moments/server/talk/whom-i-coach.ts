import { and, eq, inArray, ne } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { lastsOn, readOrganization, teamMemberships } from '#lib/identity/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Coached } from '../../coaching.ts';

/** Whose wins somebody may write a coaching line about: as `coaching.write` says, for a page of them. */
export async function whomICoach(
	{ db, clock }: Context,
	{ orgId, memberId, role, manages }: MemberActor
): Promise<Coached> {
	if (role === 'admin') return { everybody: true, members: [] };
	if (role !== 'manager' || !manages.length) return { everybody: false, members: [] };
	const { timeZone } = await readOrganization(db, orgId);
	const today = dayIn(timeZone, clock.now());
	const rows = await db
		.select({ id: teamMemberships.memberId })
		.from(teamMemberships)
		.where(
			and(
				eq(teamMemberships.orgId, orgId),
				inArray(teamMemberships.teamId, manages),
				ne(teamMemberships.memberId, memberId),
				lastsOn(today)
			)
		);
	return { everybody: false, members: rows.map(({ id }) => id) };
}
