import { sql } from 'drizzle-orm';
import { calendarOf } from '#lib/identity/organization.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import { periodOf } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { FACES, type Fed } from '../../fed-by.ts';
import type { Goal, GoalPerson } from '../../goal.ts';
import { brought } from '../progress/brought.ts';

/** Who fed each of these goals this week, for a look at faces. One query, however many goals. */
export async function readFed(
	db: Queryable,
	orgId: OrgId,
	goals: readonly Pick<Goal, 'id' | 'scope' | 'measure'>[],
	now: Date
): Promise<Record<GoalId, Fed>> {
	const wide = ({ scope, measure }: Pick<Goal, 'scope' | 'measure'>) =>
		measure === 'metric' && (scope === 'organization' || scope === 'team');
	const ids = goals.filter(wide).map(({ id }) => id);
	if (!ids.length) return {};
	const organization = await readOrganization(db, orgId);
	const today = dayIn(organization.timeZone, now);
	const { start } = periodOf('week', today, calendarOf(organization));
	const these = sql`f.goal_id = any(${sql.param(ids)}::uuid[])`;
	const thisWeek = brought(orgId, these, { work: sql`b.day >= ${start}` });
	const found = await db.execute(sql`
		select * from (
			select w.goal_id as "goalId", m.id, m.name, m.colour, count(*) over goal::int as "all",
				row_number() over (partition by w.goal_id order by w.value desc, m.name, m.id) as place
			from (${thisWeek}) as w
			join members m on m.org_id = ${orgId} and m.id = w.member_id
			where w.activities > 0
			window goal as (partition by w.goal_id)
		) as fed where place <= ${FACES} order by "goalId", place`);
	return byGoal(found.rows as unknown as Row[]);
}

type Row = GoalPerson & { goalId: GoalId; all: number };

function byGoal(rows: Row[]): Record<GoalId, Fed> {
	const fed: Record<GoalId, Fed> = {};
	for (const { goalId, all, id, name, colour } of rows) {
		fed[goalId] ??= { people: [], all };
		fed[goalId].people.push({ id, name, colour });
	}
	return fed;
}
