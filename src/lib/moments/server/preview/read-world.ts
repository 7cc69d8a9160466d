import { and, asc, eq, gte, isNotNull, lte } from 'drizzle-orm';
import { calendarOf, type Organization } from '#lib/identity/organization.ts';
import { daysOffOf, hiddenFromFeed, hiddenFromTv } from '#lib/identity/preferences/server/index.ts';
import { members, teamMemberships, teams } from '#lib/identity/server/index.ts';
import { goals } from '#lib/metrics/goals/server/index.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import { groupedBy } from '#lib/platform/grouped-by.ts';
import { addDays } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { winMetrics } from '../win-metrics.ts';
import type { WalkedGoal, WalkWorld } from './ledger.ts';
import type { Stretch } from './read-ledger.ts';

/** A streak looks back about this far for days off. */
const YEAR_DAYS = 400;

/** What the ledger's rows of these days mean, all but who worked with which account. */
export async function readWorld(
	db: Queryable,
	organization: Organization,
	stretch: Stretch
): Promise<Omit<WalkWorld, 'touches'>> {
	const { id, currency, workdays } = organization;
	const { from, until } = stretch;
	const metrics = await listMetrics(db, id, until);
	const known = new Map(metrics.map((metric) => [metric.id, metric]));
	const people = await db.select().from(members).where(eq(members.orgId, id));
	const named = await db.select().from(teams).where(eq(teams.orgId, id));
	const places = await db.select().from(teamMemberships).where(eq(teamMemberships.orgId, id));
	const feed = await hiddenFromFeed(db, id);
	return {
		calendar: calendarOf(organization),
		currency,
		workdays,
		...(await winMetrics(db, id)),
		metrics: known,
		people: new Map(people.map((person) => [person.id, person.name])),
		teams: new Map(named.map((team) => [team.id, team.name])),
		daysOff: await daysOffOf(db, id, undefined, addDays(from, -YEAR_DAYS), until),
		hidden: new Set([...feed, ...(await hiddenFromTv(db, id))]),
		goals: await readGoals(db, organization, stretch, known),
		memberships: groupedBy(places, ({ memberId }) => memberId)
	};
}

async function readGoals(
	db: Queryable,
	{ id }: Organization,
	{ from, until }: Stretch,
	metrics: WalkWorld['metrics']
): Promise<WalkedGoal[]> {
	const rows = await db
		.select()
		.from(goals)
		.where(
			and(
				eq(goals.orgId, id),
				isNotNull(goals.metricId),
				lte(goals.startsOn, until),
				gte(goals.endsOn, from)
			)
		)
		.orderBy(asc(goals.endsOn), asc(goals.id));
	return rows.flatMap((row) => {
		const metric = row.metricId && metrics.get(row.metricId);
		return metric ? { ...row, metricId: metric.id, unit: metric.unit } : [];
	});
}
