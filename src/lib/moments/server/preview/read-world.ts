import { and, eq, isNotNull, lt } from 'drizzle-orm';
import { calendarOf, type Organization } from '#lib/identity/organization.ts';
import { daysOffOf, hiddenFromFeed, hiddenFromTv } from '#lib/identity/preferences/server/index.ts';
import { members, teamMemberships, teams } from '#lib/identity/server/index.ts';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import { groupedBy } from '#lib/platform/grouped-by.ts';
import { addDays } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { standing } from '../entries/standing-activities.ts';
import { winMetrics } from '../win-metrics.ts';
import { kindKey } from './history.ts';
import type { WalkWorld } from './ledger.ts';
import { readWalkedGoals } from './read-goals.ts';
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
		goals: await readWalkedGoals(db, id, stretch, known),
		kinds: await readKinds(db, id, stretch),
		memberships: groupedBy(places, ({ memberId }) => memberId)
	};
}

/** Who has worked with which kind of customer before these days. */
async function readKinds(db: Queryable, orgId: OrgId, { from }: Stretch): Promise<Set<string>> {
	const rows = await db
		.selectDistinct({
			memberId: activities.memberId,
			metricId: activities.metricId,
			segment: activities.segment
		})
		.from(activities)
		.where(and(standing(orgId), isNotNull(activities.segment), lt(activities.day, from)));
	return new Set(rows.map((row) => kindKey({ ...row, segment: row.segment! })));
}
