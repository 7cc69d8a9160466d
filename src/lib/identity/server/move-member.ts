import { and, desc, eq, gte, isNull, lt, or } from 'drizzle-orm';
import { addDays, type Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
import { members, teamMemberships } from './schema.ts';

/** The first day of a membership that has always been: what is imported, past activities included. */
export const SINCE_EVER: Day = '1900-01-01';

/**
 * From `fromDay` on the member is in this team, or in none. What came before stays as it was;
 * moves that were planned for later days are dropped.
 */
export async function moveMember(
	tx: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	teamId: TeamId | null,
	fromDay: Day
): Promise<void> {
	// Two moves of one person at once would both see the old team.
	await tx
		.select({ id: members.id })
		.from(members)
		.where(and(eq(members.orgId, orgId), eq(members.id, memberId)))
		.for('update');
	const theirs = and(eq(teamMemberships.orgId, orgId), eq(teamMemberships.memberId, memberId));
	await tx.delete(teamMemberships).where(and(theirs, gte(teamMemberships.startsOn, fromDay)));
	const [before] = await tx
		.select({ teamId: teamMemberships.teamId, endsOn: teamMemberships.endsOn })
		.from(teamMemberships)
		.where(theirs)
		.orderBy(desc(teamMemberships.startsOn))
		.limit(1);
	const dayBefore = addDays(fromDay, -1);
	const goesOn = before && before.teamId === teamId && (before.endsOn ?? fromDay) >= dayBefore;
	await tx
		.update(teamMemberships)
		.set({ endsOn: goesOn ? null : dayBefore })
		.where(
			and(
				theirs,
				lt(teamMemberships.startsOn, fromDay),
				or(isNull(teamMemberships.endsOn), gte(teamMemberships.endsOn, dayBefore))
			)
		);
	if (teamId && !goesOn)
		await tx.insert(teamMemberships).values({ orgId, memberId, teamId, startsOn: fromDay });
}
