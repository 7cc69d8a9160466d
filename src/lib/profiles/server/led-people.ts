import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import {
	lastsOn,
	members,
	teamMemberships,
	teams,
	type Organization
} from '#lib/identity/server/index.ts';
import type { TeamId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Led } from '../overview.ts';

/**
 * Whom the reader leads today, by name, without themselves: a manager the people of their teams, an
 * admin everybody but the admins; of one team where one is given.
 */
export async function ledPeople(
	db: Queryable,
	{ id: orgId, timeZone }: Organization,
	{ memberId, role, manages }: MemberActor,
	team: TeamId | null,
	today: Day
): Promise<Led[]> {
	const led = team ? [team] : role === 'admin' ? null : manages;
	if (led?.length === 0) return [];
	const { id, name, colour } = members;
	const rows = await db
		.select({ id, name, colour, team: teams.name, joinedAt: members.joinedAt })
		.from(members)
		.leftJoin(
			teamMemberships,
			and(
				eq(teamMemberships.orgId, members.orgId),
				eq(teamMemberships.memberId, members.id),
				lastsOn(today)
			)
		)
		.leftJoin(
			teams,
			and(eq(teams.orgId, teamMemberships.orgId), eq(teams.id, teamMemberships.teamId))
		)
		.where(
			and(
				eq(members.orgId, orgId),
				isNull(members.leftAt),
				ne(members.id, memberId),
				ne(members.role, 'admin'),
				led ? inArray(teamMemberships.teamId, led) : undefined
			)
		)
		.orderBy(asc(members.name), asc(members.id));
	return rows.map(({ joinedAt, ...person }) => ({
		...person,
		joinedOn: dayIn(timeZone, joinedAt)
	}));
}
