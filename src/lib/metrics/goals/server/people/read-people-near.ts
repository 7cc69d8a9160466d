import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { members, teamMemberships } from '#lib/identity/server/index.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { PersonChoice } from '../../page/opened-goal.ts';
import { personOf } from '../person-of.ts';

// A list to choose from at a glance, also where the organization has thousands.
const AT_MOST = 100;

/** Whom a member would turn to: their teams first, then who leads, then everybody else; not themselves. */
export async function readPeopleNear(db: Queryable, actor: MemberActor): Promise<PersonChoice[]> {
	const { teamIds } = personOf(actor);
	const near = sql`case when ${teamMemberships.teamId} = any(${sql.param(teamIds)}::uuid[]) then 0
		when ${members.role} <> 'rep' then 1 else 2 end`;
	return db
		.select({ id: members.id, name: members.name })
		.from(members)
		.leftJoin(
			teamMemberships,
			and(
				eq(teamMemberships.orgId, members.orgId),
				eq(teamMemberships.memberId, members.id),
				isNull(teamMemberships.endsOn)
			)
		)
		.where(
			and(eq(members.orgId, actor.orgId), isNull(members.leftAt), ne(members.id, actor.memberId))
		)
		.orderBy(near, asc(members.name), asc(members.id))
		.limit(AT_MOST);
}
