import { sql, type SQL } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { GoalId, TeamId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { GoalsToServe } from '../meeting.ts';

/** A list for choosing at a glance holds no more; the others are searched for. */
const MOST = 50;

/** The organization's and the teams' goals that are agreed and not over: what a meeting can serve. */
export function runs(today: Day): SQL {
	return sql`g.kind = 'organizational' and g.agreed_at is not null and g.declined_at is null
		and g.closed_at is null and g.ends_on >= ${today}`;
}

/**
 * The goals that a meeting of the actor's can serve, the organization's first, then those of their
 * teams: at most fifty of those with these words in the goal's or the team's name.
 */
export async function findGoals(
	{ db, clock }: Pick<Context, 'db' | 'clock'>,
	actor: MemberActor,
	search: string
): Promise<GoalsToServe> {
	const { timeZone } = await readOrganization(db, actor.orgId);
	const words = `%${search.trim().replace(/[\\%_]/g, '\\$&')}%`;
	const found = await db.execute(sql`
		select g.id, g.title, g.team_id, t.name, count(*) over ()::int as all
		from goals g left join teams t on t.org_id = g.org_id and t.id = g.team_id
		where ${theirs(actor, dayIn(timeZone, clock.now()))}
			and (g.title ilike ${words} or t.name ilike ${words})
		order by t.name nulls first, g.title, g.id limit ${MOST}`);
	const rows = found.rows as unknown as {
		id: GoalId;
		title: string;
		team_id: TeamId | null;
		name: string;
		all: number;
	}[];
	return {
		goals: rows.map(({ id, title, team_id, name }) => ({
			...{ id, title },
			team: team_id && { id: team_id, name }
		})),
		more: (rows[0]?.all ?? 0) - rows.length
	};
}

/** Whether a meeting of the actor's can serve this goal. */
export async function mayServe(
	db: Queryable,
	actor: MemberActor,
	goal: GoalId,
	today: Day
): Promise<boolean> {
	const found = await db.execute(
		sql`select from goals g where g.id = ${goal} and ${theirs(actor, today)}`
	);
	return found.rows.length > 0;
}

function theirs({ orgId, role, manages }: MemberActor, today: Day): SQL {
	const led = sql`(g.team_id is null or g.team_id = any(${sql.param([...manages])}::uuid[]))`;
	return sql`g.org_id = ${orgId} and ${runs(today)} and ${role === 'admin' ? sql`true` : led}`;
}
