import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { Organization } from '#lib/identity/organization.ts';
import { may } from '#lib/identity/permissions.ts';
import { members, readOrganization, teams } from '#lib/identity/server/index.ts';
import { goals } from '#lib/metrics/goals/server/index.ts';
import type { GoalId, OrgId, TeamId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { hoursAMonth, type HeldMeeting, type Meeting } from '../meeting.ts';
import { runs } from './running-goals.ts';
import { meetings } from './schema.ts';

const served = alias(goals, 'g');
const stopper = alias(members, 'stopper');

/**
 * The recurring meetings that the actor keeps the list of, by name, also those that are held no more.
 */
export async function listMeetings(
	db: Queryable,
	organization: Pick<Organization, 'id' | 'workdays' | 'timeZone'>,
	actor: MemberActor,
	today: Day
): Promise<Meeting[]> {
	const rows = await stored(db, organization.id, today);
	return rows
		.filter(({ meeting }) => may(actor, { may: 'meetings.keep', team: meeting.teamId }))
		.map((row) => {
			const { keptUntil, keptWhy, offAt } = row.meeting;
			const holds = !row.goal && keptUntil !== null && keptUntil >= today;
			return {
				...heldOf(row),
				kept: holds ? { by: row.by ?? '', until: keptUntil, why: keptWhy } : null,
				off: offAt && { by: row.offBy ?? '', since: dayIn(organization.timeZone, offAt) },
				hours: hoursAMonth(row.meeting, organization.workdays.length)
			};
		});
}

/**
 * The recurring meetings that serve a goal, or that a team holds, while they are held, as everybody may
 * see them.
 */
export async function readMeetings(
	{ db, clock }: Pick<Context, 'db' | 'clock'>,
	orgId: OrgId,
	of: { goal: GoalId } | { team: TeamId }
): Promise<HeldMeeting[]> {
	const { timeZone } = await readOrganization(db, orgId);
	const which = 'goal' in of ? eq(served.id, of.goal) : eq(meetings.teamId, of.team);
	const held = and(isNull(meetings.offAt), which);
	return (await stored(db, orgId, dayIn(timeZone, clock.now()), held)).map(heldOf);
}

function stored(db: Queryable, orgId: OrgId, today: Day, which?: SQL) {
	return db
		.select({
			meeting: meetings,
			team: { id: teams.id, name: teams.name },
			goal: { id: served.id, title: served.title },
			by: members.name,
			offBy: stopper.name
		})
		.from(meetings)
		.leftJoin(teams, and(eq(teams.orgId, meetings.orgId), eq(teams.id, meetings.teamId)))
		.leftJoin(
			served,
			sql`${served.orgId} = ${meetings.orgId} and ${served.id} = ${meetings.goalId} and ${runs(today)}`
		)
		.leftJoin(members, and(eq(members.orgId, meetings.orgId), eq(members.id, meetings.keptBy)))
		.leftJoin(stopper, and(eq(stopper.orgId, meetings.orgId), eq(stopper.id, meetings.offBy)))
		.where(and(eq(meetings.orgId, orgId), which))
		.orderBy(asc(meetings.name), asc(meetings.id));
}

function heldOf({ meeting, team, goal }: Awaited<ReturnType<typeof stored>>[number]): HeldMeeting {
	const { id, name, minutes, rhythm, weekday, people } = meeting;
	return { id, name, minutes, rhythm, weekday, people, team, goal };
}
