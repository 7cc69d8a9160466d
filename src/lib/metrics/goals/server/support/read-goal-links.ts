import { sql } from 'drizzle-orm';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { whoWords } from '../../fed-by.ts';
import type { Goal } from '../../goal.ts';
import type { GoalLink } from '../../page/opened-goal.ts';
import { readGoalsById } from '../read-goals.ts';

// A page lists as many; the tree opens the rest.
const BELOW = 50;

/** What a goal supports, nearest first, closed or not: its chain stays readable. */
export async function readAbove(db: Queryable, orgId: OrgId, id: GoalId): Promise<GoalLink[]> {
	const found = await db.execute(sql`
		with recursive up as (
			select g.parent_id as id, 1 as step from goals g where g.org_id = ${orgId} and g.id = ${id}
			union all
			select g.parent_id, up.step + 1 from up
			join goals g on g.org_id = ${orgId} and g.id = up.id where up.step < 100
		)
		select id from up where id is not null order by step`);
	return links(db, orgId, found.rows as { id: GoalId }[]);
}

/** What supports a goal directly, what waits for an answer first; and how many more there are. */
export async function readSupporters(
	db: Queryable,
	orgId: OrgId,
	id: GoalId
): Promise<{ below: GoalLink[]; more: number }> {
	const found = await db.execute(sql`
		select id, count(*) over ()::int as all from goals
		where org_id = ${orgId} and parent_id = ${id} and (closed_at is null or agreed_at is not null)
		order by (agreed_at is null and declined_at is null) desc, closed_at is null desc, ends_on, id
		limit ${BELOW}`);
	const rows = found.rows as { id: GoalId; all: number }[];
	return { below: await links(db, orgId, rows), more: (rows[0]?.all ?? 0) - rows.length };
}

async function links(db: Queryable, orgId: OrgId, rows: { id: GoalId }[]): Promise<GoalLink[]> {
	const ids = rows.map(({ id }) => id);
	const known = new Map((await readGoalsById(db, orgId, ids)).map((goal) => [goal.id, goal]));
	return ids.flatMap((id) => {
		const goal = known.get(id);
		return goal ? [named(goal)] : [];
	});
}

function named(goal: Goal): GoalLink {
	const { id, title, scope, team, member, people, value, target, unit, state, closedAt } = goal;
	const few = whoWords({ people, all: people.length });
	const who = member?.name ?? team?.name ?? (scope === 'pod' ? few : 'Company');
	return { id, title, who, value, target, unit, state, closed: closedAt !== null };
}
