import { inArray, sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { calendarOf } from '#lib/identity/organization.ts';
import { members, readOrganization } from '#lib/identity/server/index.ts';
import type { GoalId, MemberId, OrgId } from '#lib/platform/ids.ts';
import { addDays, periodOf, stepPeriod, type Day } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { FEEDERS, type Review, type ReviewedGoal } from '../../review.ts';
import { readGoalsById } from '../read-goals.ts';
import { sharesOfAll } from '../feeding/shares-of.ts';

/** A screen and a file hold so many goals. */
const MOST = 400;

/**
 * A fiscal quarter looked back on, by any of its days; without one the quarter in which the last goal
 * of the organization ended. Goals whose last day lies in it, closed or not, with all that supported
 * them; closed chains stay readable for good.
 */
export async function openReview(
	{ db, clock }: Context,
	{ orgId }: MemberActor,
	day?: Day
): Promise<Review> {
	const organization = await readOrganization(db, orgId);
	const calendar = calendarOf(organization);
	const today = dayIn(organization.timeZone, clock.now());
	const { start, end } = periodOf('quarter', day ?? (await lastEnd(db, orgId, today)), calendar);
	const later = addDays(end, 1);
	const found = await readChain(db, orgId, start, end);
	const ids = found.slice(0, MOST).map(({ id }) => id);
	const goals = new Map((await readGoalsById(db, orgId, ids)).map((goal) => [goal.id, goal]));
	const fed = await feeders(db, orgId, ids);
	const reviewed = found.slice(0, MOST).flatMap(({ id, depth, isAlone }) => {
		const goal = goals.get(id);
		const closedOn = goal?.closedAt ? dayIn(organization.timeZone, new Date(goal.closedAt)) : null;
		return goal ? [{ goal, closedOn, depth, isAlone, ...fed(id) }] : [];
	});
	const part = (alone: boolean): ReviewedGoal[] =>
		reviewed.filter(({ isAlone }) => isAlone === alone).map(({ isAlone: _, ...row }) => row);
	return {
		...{ start, end, today, currency: organization.currency },
		calendar,
		earlier: stepPeriod('quarter', start, -1, calendar).start,
		later: later <= periodOf('quarter', today, calendar).end ? later : null,
		...{ chain: part(false), alone: part(true), isCut: found.length > MOST }
	};
}

async function lastEnd(db: Queryable, orgId: OrgId, today: Day): Promise<Day> {
	const found = await db.execute(sql`select max(ends_on)::text as day from goals
		where org_id = ${orgId} and kind = 'organizational' and agreed_at is not null
			and (ends_on < ${today} or closed_at is not null)`);
	const [row] = found.rows as { day: Day | null }[];
	return row?.day && row.day < today ? row.day : today;
}

interface Found {
	id: GoalId;
	depth: number;
	isAlone: boolean;
}

// What hangs below a goal of the quarter belongs to its review whenever it ended itself.
async function readChain(db: Queryable, orgId: OrgId, start: Day, end: Day): Promise<Found[]> {
	const found = await db.execute(sql`
		with recursive ended as (
			select g.* from goals g where g.org_id = ${orgId} and g.agreed_at is not null
				and g.ends_on between ${start} and ${end}
		), down as (
			select e.id, 0 as depth, array[e.ends_on::text || e.id] as path from ended e
			where e.kind = 'organizational' and e.team_id is null
				and not exists (select from ended above where above.id = e.parent_id)
			union all
			select g.id, d.depth + 1, d.path || (g.ends_on::text || g.id)
			from down d join goals g on g.org_id = ${orgId} and g.parent_id = d.id
			where g.agreed_at is not null and d.depth < 100
		), alone as (
			select e.id, e.ends_on from ended e where e.member_id is null and e.parent_id is null
				and (e.kind = 'social' or e.team_id is not null)
		)
		select id, depth, "isAlone" from (
			select id, depth, path, false as "isAlone" from down
			union all
			select id, 0, array[ends_on::text || id], true from alone
		) rows order by "isAlone", path limit ${MOST + 1}`);
	return found.rows as unknown as Found[];
}

async function feeders(db: Queryable, orgId: OrgId, ids: GoalId[]) {
	const shares = await sharesOfAll(db, orgId, ids);
	const named = [...shares.values()].flatMap((all) => all.slice(0, FEEDERS));
	const names = await namesOf(db, [...new Set(named.map(({ memberId }) => memberId))], orgId);
	return (id: GoalId): Pick<ReviewedGoal, 'people' | 'fed'> => {
		const all = shares.get(id) ?? [];
		const people = all.slice(0, FEEDERS).map(({ memberId, value }) => ({
			id: memberId,
			name: names.get(memberId) ?? '',
			share: String(value)
		}));
		return { people, fed: all.length };
	};
}

async function namesOf(db: Queryable, ids: MemberId[], orgId: OrgId) {
	if (!ids.length) return new Map<MemberId, string>();
	const rows = await db
		.select({ id: members.id, name: members.name })
		.from(members)
		.where(sql`${members.orgId} = ${orgId} and ${inArray(members.id, ids)}`);
	return new Map(rows.map(({ id, name }) => [id, name]));
}
