import { sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { GoalId, OrgId, TeamId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** A goal of the organization or of a team that a meeting can serve. */
export interface RunningGoal {
	id: GoalId;
	title: string;
	team: { id: TeamId; name: string } | null;
}

/** The organization's and the teams' goals that are agreed and not over, the organization's first. */
export async function runningGoals(
	db: Queryable,
	orgId: OrgId,
	today: Day
): Promise<RunningGoal[]> {
	const found = await db.execute(sql`
		select g.id, g.title, g.team_id, t.name
		from goals g left join teams t on t.org_id = g.org_id and t.id = g.team_id
		where g.org_id = ${orgId} and g.kind = 'organizational' and g.agreed_at is not null
			and g.declined_at is null and g.closed_at is null and g.ends_on >= ${today}
		order by t.name nulls first, g.title, g.id`);
	const rows = found.rows as unknown as {
		id: GoalId;
		title: string;
		team_id: TeamId | null;
		name: string;
	}[];
	return rows.map(({ id, title, team_id, name }) => ({
		id,
		title,
		team: team_id && { id: team_id, name }
	}));
}

/** Those of them that a meeting of the actor's can serve: the organization's and their teams'. */
export function goalsFor(actor: MemberActor, goals: RunningGoal[]): RunningGoal[] {
	if (actor.role === 'admin') return goals;
	return goals.filter(({ team }) => !team || actor.manages.includes(team.id));
}
