import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Person } from '../person.ts';
import { lastsOn } from './lasts-on.ts';
import { members, teamMemberships, teams } from './schema.ts';

/** Everybody who is here, by name, with their team of that day. Who left is not in it. */
export async function listPeople(db: Queryable, orgId: OrgId, day: Day): Promise<Person[]> {
	return peopleOn(db, day)
		.where(and(eq(members.orgId, orgId), isNull(members.leftAt)))
		.orderBy(asc(members.name), asc(members.id));
}

/** Undefined for somebody of another organization, and for somebody who left. */
export async function readPerson(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	day: Day
): Promise<Person | undefined> {
	const [person] = await peopleOn(db, day).where(
		and(eq(members.orgId, orgId), eq(members.id, memberId), isNull(members.leftAt))
	);
	return person;
}

function peopleOn(db: Queryable, day: Day) {
	return db
		.select({
			id: members.id,
			reference: members.reference,
			name: members.name,
			email: members.email,
			role: members.role,
			colour: members.colour,
			teamId: teams.id,
			teamKey: teams.key,
			teamName: teams.name,
			hasSignIn: sql<boolean>`${members.passwordHash} is not null`
		})
		.from(members)
		.leftJoin(
			teamMemberships,
			and(
				eq(teamMemberships.orgId, members.orgId),
				eq(teamMemberships.memberId, members.id),
				lastsOn(day)
			)
		)
		.leftJoin(
			teams,
			and(eq(teams.orgId, teamMemberships.orgId), eq(teams.id, teamMemberships.teamId))
		)
		.$dynamic();
}
