import { sql } from 'drizzle-orm';
import { members, teamMemberships } from '#lib/identity/server/index.ts';
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
 * activity would lower the team's figure. Who came to us after a period had closed has not been in a
 * team in it, though people who are imported have always been in theirs. By team id.
 */
export async function readTeamDays(
	db: Queryable,
	{ orgId, head }: BoardDefinition
): Promise<Map<string, TeamDays>> {
	const { period, today } = head;
	const until = period.end < today ? period.end : today;
	const yesterday = addDays(until, -1);
	const days = (end: string) => sql`coalesce(sum(greatest(0, least(i.ends_on, ${end}::date)
		- greatest(i.starts_on, ${period.start}::date) + 1)), 0)::int`;
	const result = await db.execute(sql`
		select i.team_id, ${days(until)} as days, ${days(yesterday)} as before
		from ${teamMemberships} i join ${members} m on m.org_id = i.org_id and m.id = i.member_id
		where i.org_id = ${orgId} and m.joined_at <= coalesce(${head.closedAt}::timestamptz, 'infinity')
		group by i.team_id`);
	const rows = result.rows as unknown as (TeamDays & { team_id: string })[];
	return new Map(rows.map(({ team_id, days, before }) => [team_id, { days, before }]));
}
