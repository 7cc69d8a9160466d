import { and, asc, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { Organization } from '#lib/identity/organization.ts';
import { may } from '#lib/identity/permissions.ts';
import { members, teams } from '#lib/identity/server/index.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { hoursAMonth, type Meeting } from '../meeting.ts';
import type { RunningGoal } from './running-goals.ts';
import { meetings } from './schema.ts';

/** The recurring meetings that the actor keeps the list of, by name. */
export async function listMeetings(
	db: Queryable,
	organization: Pick<Organization, 'id' | 'workdays'>,
	actor: MemberActor,
	ground: { today: Day; goals: RunningGoal[] }
): Promise<Meeting[]> {
	const rows = await db
		.select({ meeting: meetings, team: { id: teams.id, name: teams.name }, by: members.name })
		.from(meetings)
		.leftJoin(teams, and(eq(teams.orgId, meetings.orgId), eq(teams.id, meetings.teamId)))
		.leftJoin(members, and(eq(members.orgId, meetings.orgId), eq(members.id, meetings.keptBy)))
		.where(eq(meetings.orgId, organization.id))
		.orderBy(asc(meetings.name), asc(meetings.id));
	return rows
		.filter(({ meeting }) => may(actor, { may: 'meetings.keep', team: meeting.teamId }))
		.map(({ meeting, team, by }) => {
			const { id, name, minutes, rhythm, people, keptUntil, keptWhy } = meeting;
			const goal = ground.goals.find((each) => each.id === meeting.goalId);
			const holds = !goal && keptUntil !== null && keptUntil >= ground.today;
			return {
				...{ id, name, minutes, rhythm, people, team },
				goal: goal ? { id: goal.id, title: goal.title } : null,
				kept: holds ? { by: by ?? '', until: keptUntil, why: keptWhy } : null,
				hours: hoursAMonth(meeting, organization.workdays.length)
			};
		});
}
