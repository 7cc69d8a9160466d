import { and, asc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Team } from '../person.ts';
import { teamManagers, teams } from './schema.ts';

/** All teams by name, each with who manages it. */
export async function listTeams(db: Queryable, orgId: OrgId): Promise<Team[]> {
	return db
		.select({
			id: teams.id,
			key: teams.key,
			name: teams.name,
			colour: teams.colour,
			managerIds: sql<
				MemberId[]
			>`coalesce(json_agg(${teamManagers.memberId} order by ${teamManagers.memberId}) filter (where ${teamManagers.memberId} is not null), '[]')`
		})
		.from(teams)
		.leftJoin(
			teamManagers,
			and(eq(teamManagers.orgId, teams.orgId), eq(teamManagers.teamId, teams.id))
		)
		.where(eq(teams.orgId, orgId))
		.groupBy(teams.orgId, teams.id)
		.orderBy(asc(teams.name));
}
