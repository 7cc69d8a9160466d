import { and, eq, sql } from 'drizzle-orm';
import { teamMemberships } from '#lib/identity/server/index.ts';
import { finalTeamDays, teamDays } from '#lib/metrics/closings/server/index.ts';
import { addDays } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { BoardDefinition } from './define-board.ts';

/** The days a team's people were in it, in the period and up to today, and up to yesterday. */
export interface TeamDays {
	days: number;
	before: number;
}

/**
 * Everybody who was in the team counts, not only who has scored: otherwise a colleague's first
 * activity would lower the team's figure. Of a closed period the days it closed with. By team id.
 */
export async function readTeamDays(
	db: Queryable,
	definition: BoardDefinition
): Promise<Map<string, TeamDays>> {
	if (definition.closed) return keptDays(db, definition);
	const { orgId, head } = definition;
	const { period, today } = head;
	const until = period.end < today ? period.end : today;
	const yesterday = addDays(until, -1);
	const result = await db.execute(sql`
		select i.team_id, ${teamDays(period.start, until)} as days,
			${teamDays(period.start, yesterday)} as before
		from ${teamMemberships} i where i.org_id = ${orgId} group by i.team_id`);
	const rows = result.rows as unknown as (TeamDays & { team_id: string })[];
	return new Map(rows.map(({ team_id, days, before }) => [team_id, { days, before }]));
}

async function keptDays(
	db: Queryable,
	{ orgId, head }: BoardDefinition
): Promise<Map<string, TeamDays>> {
	const { kind, start } = head.period;
	const rows = await db
		.select({ teamId: finalTeamDays.teamId, days: finalTeamDays.days })
		.from(finalTeamDays)
		.where(
			and(
				eq(finalTeamDays.orgId, orgId),
				eq(finalTeamDays.periodKind, kind),
				eq(finalTeamDays.periodStart, start)
			)
		);
	return new Map(rows.map(({ teamId, days }) => [teamId, { days, before: days }]));
}
