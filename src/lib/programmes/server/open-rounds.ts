import { and, eq, gt, sql } from 'drizzle-orm';
import { calendarOf, type Organization } from '#lib/identity/organization.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addDays, type Day } from '#lib/platform/period.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { askingOn, ASKED_FOR } from '../programme.ts';
import { programmeAnswers, programmeRounds } from './schema.ts';

type Subject = Pick<typeof programmeRounds.$inferInsert, 'kind' | 'goalId' | 'badgeId' | 'subject'>;

/**
 * Asks those who are in each programme of the organization, in the last four weeks of its fiscal
 * quarter, whether it is still useful: in a goal of the organization, of a team or of a few that lasts
 * beyond the quarter everybody whose work moves it, with who leads the team; of a badge that work earns
 * everybody who holds it. What by then is younger than eight weeks, or was asked about within them, as
 * where the fiscal year was moved, is asked about next time. Once a quarter; answers how many rounds it
 * opened.
 */
export async function openRounds(
	db: Queryable,
	organization: Organization,
	now: Date
): Promise<number> {
	const today = dayIn(organization.timeZone, now);
	const asking = askingOn(today, calendarOf(organization));
	return asking ? askAbout(db, organization, asking, now) : 0;
}

/** Asks about a quarter, by its first and last day, whatever the day is. Answers how many rounds it opened. */
export async function askAbout(
	db: Queryable,
	organization: Organization,
	asking: { quarter: Day; endsOn: Day },
	now: Date
): Promise<number> {
	const { id: orgId, timeZone } = organization;
	const rounds = (await subjectsOf(db, organization, asking.endsOn)).map((subject) => ({
		...{ orgId, id: newId<'programme-round'>(now), openedAt: now },
		...subject,
		...asking
	}));
	if (!rounds.length) return 0;
	return db.transaction(async (tx) => {
		const opened = await tx
			.insert(programmeRounds)
			.values(rounds)
			.onConflictDoNothing()
			.returning({ id: programmeRounds.id });
		await askThem(
			tx,
			organization,
			opened.map(({ id }) => id),
			dayIn(timeZone, now)
		);
		return opened.length;
	});
}

async function subjectsOf(
	db: Queryable,
	{ id: orgId, timeZone }: Organization,
	endsOn: Day
): Promise<Subject[]> {
	const since = addDays(endsOn, -2 * ASKED_FOR);
	const found = await db.execute(sql`
		select 'goal' as kind, g.id as "goalId", null::uuid as "badgeId", 'goal:' || g.id as subject
		from goals g where g.org_id = ${orgId} and g.member_id is null and g.agreed_at is not null
			and g.closed_at is null and g.starts_on <= ${since} and g.ends_on > ${endsOn}
		union all
		select 'badge', null, b.id, 'badge:' || b.id from badges b
		where b.org_id = ${orgId} and b.rule is not null and b.archived_at is null
			and (b.changed_at at time zone ${timeZone})::date <= ${since}
		order by 4`);
	const known = await askedSince(db, orgId, since);
	return (found.rows as unknown as Subject[]).filter(({ subject }) => !known.has(subject));
}

async function askedSince(db: Queryable, orgId: OrgId, since: Day): Promise<Set<string>> {
	const rounds = await db
		.select({ subject: programmeRounds.subject })
		.from(programmeRounds)
		.where(and(eq(programmeRounds.orgId, orgId), gt(programmeRounds.endsOn, since)));
	return new Set(rounds.map(({ subject }) => subject));
}

async function askThem(tx: Queryable, { id: orgId }: Organization, ids: string[], today: string) {
	if (!ids.length) return;
	const onDay = (row: string) => sql`${today}::date between ${sql.raw(row)}.starts_on
		and coalesce(${sql.raw(row)}.ends_on, 'infinity')`;
	await tx.execute(sql`
		insert into ${programmeAnswers} (org_id, round_id, member_id)
		select r.org_id, r.id, m.id
		from programme_rounds r
		left join goals g on g.org_id = r.org_id and g.id = r.goal_id
		join members m on m.org_id = r.org_id and m.left_at is null and case
			when r.kind = 'badge' then exists (select from awards a where a.org_id = r.org_id
				and a.badge_id = r.badge_id and a.member_id = m.id and a.withdrawn_at is null)
			when g.kind = 'social' then exists (select from goal_people p where p.org_id = r.org_id
				and p.goal_id = g.id and p.member_id = m.id and ${onDay('p')})
			when g.team_id is null then true
			else exists (select from team_memberships t where t.org_id = r.org_id
					and t.team_id = g.team_id and t.member_id = m.id and ${onDay('t')})
				or exists (select from team_managers t where t.org_id = r.org_id
					and t.team_id = g.team_id and t.member_id = m.id) end
		where r.org_id = ${orgId} and r.id = any(${sql.param(ids)}::uuid[])
		on conflict do nothing`);
}
