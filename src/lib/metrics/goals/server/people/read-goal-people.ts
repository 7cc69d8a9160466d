import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { members } from '#lib/identity/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { GoalPerson } from '../../goal.ts';
import { goalPeople } from '../schema.ts';

/** Who is in each of these pods now and still here, in the order they came. */
export async function readGoalPeople(
	db: Queryable,
	orgId: OrgId,
	ids: GoalId[]
): Promise<Map<GoalId, GoalPerson[]>> {
	const people = new Map<GoalId, GoalPerson[]>();
	if (!ids.length) return people;
	const rows = await db
		.select({
			goalId: goalPeople.goalId,
			person: { id: members.id, name: members.name, colour: members.colour }
		})
		.from(goalPeople)
		.innerJoin(
			members,
			and(eq(members.orgId, goalPeople.orgId), eq(members.id, goalPeople.memberId))
		)
		.where(
			and(
				eq(goalPeople.orgId, orgId),
				inArray(goalPeople.goalId, ids),
				isNull(goalPeople.endsOn),
				isNull(members.leftAt)
			)
		)
		.orderBy(asc(goalPeople.startsOn), asc(members.name), asc(members.id));
	for (const { goalId, person } of rows)
		people.set(goalId, [...(people.get(goalId) ?? []), person]);
	return people;
}
