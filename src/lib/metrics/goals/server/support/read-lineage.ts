import { and, eq, sql } from 'drizzle-orm';
import type { GoalId, MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Supportable } from '../../support/support.ts';
import { scopeOf } from '../../scope.ts';
import { goals } from '../schema.ts';

// A page's list is for choosing at a glance; any other goal is linked to from its own page.
const CHOICES = 200;

/**
 * What the rule of support has to know of two goals that are to be linked: the parent with all that it
 * supports, and the goal with all that supports it.
 */
export async function readLineage(
	db: Queryable,
	orgId: OrgId,
	id: GoalId,
	parentId: GoalId
): Promise<Supportable[]> {
	return supportables(
		db,
		orgId,
		sql`${goals.id} in (${above(orgId, parentId)}) or ${goals.id} in (${below(orgId, id)})`
	);
}

/**
 * Goals that still run and that a goal may be put under, nearest to the person first, at most two
 * hundred. Nothing that supports the goal already, in however many steps, is among them.
 */
export async function listChoices(
	db: Queryable,
	orgId: OrgId,
	goal: { id: GoalId | null },
	person: { memberId: MemberId; teamIds: TeamId[] },
	today: Day
): Promise<Supportable[]> {
	const circle = goal.id ? sql`and ${goals.id} not in (${below(orgId, goal.id)})` : sql``;
	const nearest = sql`case
		when ${goals.teamId} = any(${sql.param(person.teamIds)}::uuid[]) then 0
		when ${goals.memberId} is null and ${goals.teamId} is null
			and ${goals.kind} = 'organizational' then 1
		when ${goals.ownerId} = ${person.memberId} then 2
		when ${goals.teamId} is not null then 3
		when ${goals.memberId} is null then 4 else 5 end`;
	return supportables(
		db,
		orgId,
		sql`${goals.closedAt} is null and ${goals.agreedAt} is not null
			and ${goals.endsOn} >= ${today} ${circle}`,
		sql`${nearest}, ${goals.endsOn}, ${goals.id} limit ${CHOICES}`
	);
}

async function supportables(
	db: Queryable,
	orgId: OrgId,
	which: ReturnType<typeof sql>,
	order = sql`${goals.id}`
): Promise<Supportable[]> {
	const found = await db
		.select({
			id: goals.id,
			title: goals.title,
			kind: goals.kind,
			teamId: goals.teamId,
			memberId: goals.memberId,
			parentId: goals.parentId,
			endsOn: goals.endsOn,
			closedAt: goals.closedAt
		})
		.from(goals)
		.where(and(eq(goals.orgId, orgId), sql`(${which})`))
		.orderBy(order);
	return found.map((goal) => ({
		id: goal.id,
		title: goal.title,
		scope: scopeOf(goal),
		parentId: goal.parentId,
		teamId: goal.teamId,
		endsOn: goal.endsOn,
		closed: goal.closedAt !== null
	}));
}

// `union` drops what was found before, so that even data in a circle comes to an end.
function above(orgId: OrgId, id: GoalId) {
	return sql`with recursive up as (
		select p.id, p.parent_id from goals p where p.org_id = ${orgId} and p.id = ${id}
		union select p.id, p.parent_id from up
			join goals p on p.org_id = ${orgId} and p.id = up.parent_id
	) select id from up`;
}

function below(orgId: OrgId, id: GoalId) {
	return sql`with recursive down as (
		select ${id}::uuid as id
		union select c.id from down join goals c on c.org_id = ${orgId} and c.parent_id = down.id
	) select id from down`;
}
