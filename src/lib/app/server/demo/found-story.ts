import { and, eq } from 'drizzle-orm';
import {
	addMember,
	addTeam,
	members,
	moveMember,
	setManagers,
	type Organization,
	type Team
} from '#lib/identity/server/index.ts';
import type { MemberActor, Role } from '#lib/identity/actor.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { addDays, periodOf, type Day } from '#lib/platform/period.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn, instantIn } from '#lib/platform/zone.ts';
import { foundOrganization } from '../found-organization.ts';
import { ADMIN, emailOf, ORGANIZATION, TEAMS, type StoryPerson } from './story.ts';

/** The demo team in a database: who is who, by name. */
export interface Story {
	organization: Organization;
	teams: Record<string, Team>;
	people: Record<string, MemberActor>;
}

/** A long time before the history: with us two years. */
const JOINED_DAYS_AGO = 730;

/**
 * Makes the organization, its two teams and their fifteen people; nothing has happened yet. It was
 * founded now, or so many weeks ago, from which its periods close.
 */
export async function foundStory(
	context: Context,
	options: { isDemo?: boolean; weeksAgo?: number } = {}
): Promise<Result<Story>> {
	const monday = mondayBefore(context.clock.now(), options.weeksAgo ?? 0);
	const clock = options.weeksAgo ? { now: () => monday } : context.clock;
	const founded = await foundOrganization(
		{ ...context, clock },
		{
			...ORGANIZATION,
			isDemo: options.isDemo ?? false,
			admin: { name: ADMIN.name, email: emailOf(ADMIN.name) }
		}
	);
	if (!founded.ok) return founded;
	const { organization, adminId } = founded.value;
	const now = context.clock.now();
	const story: Story = {
		organization,
		teams: {},
		people: { [ADMIN.name]: actorOf(organization.id, adminId, 'admin', null) }
	};
	await context.db.transaction(async (tx) => {
		await paint(tx, organization.id, adminId, ADMIN.colour);
		for (const team of TEAMS) await join(tx, story, team, now);
	});
	return ok(story);
}

/** The first instant of the week that began so many weeks before this one. */
function mondayBefore(now: Date, weeks: number): Date {
	const today = dayIn(ORGANIZATION.timeZone, now);
	const { start } = periodOf('week', today, ORGANIZATION);
	return instantIn(ORGANIZATION.timeZone, addDays(start, -7 * weeks), 0);
}

async function join(
	tx: Queryable,
	story: Story,
	{ name, manager, reps }: (typeof TEAMS)[number],
	now: Date
): Promise<void> {
	const { organization } = story;
	const team = await addTeam(tx, organization.id, { name });
	const managerId = await joinAs(tx, organization.id, manager, 'manager', now);
	await setManagers(tx, organization.id, team.id, [managerId]);
	story.teams[name] = { ...team, managerIds: [managerId] };
	story.people[manager.name] = {
		...actorOf(organization.id, managerId, 'manager', null),
		manages: [team.id]
	};
	for (const person of reps) {
		const id = await joinAs(tx, organization.id, person, 'rep', now);
		await moveMember(tx, organization.id, id, team.id, firstDay(organization, person, now));
		story.people[person.name] = actorOf(organization.id, id, 'rep', team.id);
	}
}

async function joinAs(
	tx: Queryable,
	orgId: OrgId,
	{ name, colour, sinceWeeks }: StoryPerson,
	role: Role,
	now: Date
): Promise<MemberId> {
	const days = sinceWeeks === undefined ? JOINED_DAYS_AGO : sinceWeeks * 7;
	const joined = new Date(now.getTime() - days * 86_400_000);
	const added = await addMember(tx, orgId, { name, email: emailOf(name), role }, joined);
	if (!added.ok) throw new Error(added.problem.detail);
	await paint(tx, orgId, added.value.id, colour);
	return added.value.id;
}

async function paint(tx: Queryable, orgId: OrgId, id: MemberId, colour: number): Promise<void> {
	await tx
		.update(members)
		.set({ colour })
		.where(and(eq(members.orgId, orgId), eq(members.id, id)));
}

function firstDay(organization: Organization, { sinceWeeks }: StoryPerson, now: Date): Day {
	const today = dayIn(organization.timeZone, now);
	if (sinceWeeks === undefined) return addDays(today, -JOINED_DAYS_AGO);
	return addDays(periodOf('week', today, organization).start, -7 * sinceWeeks);
}

function actorOf(
	orgId: OrgId,
	memberId: MemberId,
	role: Role,
	teamId: MemberActor['teamId']
): MemberActor {
	return { kind: 'member', orgId, memberId, role, teamId, manages: [], session: 'demo' };
}
