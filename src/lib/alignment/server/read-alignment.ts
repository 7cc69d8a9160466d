import { and, eq, inArray } from 'drizzle-orm';
import { calendarOf, type Organization } from '#lib/identity/organization.ts';
import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import type { MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
import { periodOf } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { pictureOf, type AlignedPeriod, type Alignment } from '../picture.ts';
import type { Whose } from '../whose.ts';
import { readDangling } from './read-dangling.ts';
import { readDayRules } from './read-day-rules.ts';
import { readKept } from './read-kept.ts';
import { readWork } from './read-work.ts';

/** How a member's week adds up, as they see it themselves. Never to rank people by. */
export async function readAlignment(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	now: Date
): Promise<Alignment> {
	const organization = await readOrganization(db, orgId);
	const person = await readPerson(db, orgId, memberId, dayIn(organization.timeZone, now));
	const whose: Whose = { kind: 'member', id: memberId };
	const asked = { whose, period: 'week' as const, teamId: person?.teamId ?? null };
	return readPicture(db, organization, { ...asked, reader: memberId }, now);
}

export interface PictureQuery {
	whose: Whose;
	period: AlignedPeriod;
	/** The member's team today, where it is a member's work. */
	teamId: TeamId | null;
	reader: MemberId;
}

/** How the running period of a member, a team or everybody adds up. */
export async function readPicture(
	db: Queryable,
	organization: Organization,
	{ whose, period, teamId, reader }: PictureQuery,
	now: Date
): Promise<Alignment> {
	const { id: orgId, timeZone, currency } = organization;
	const today = dayIn(timeZone, now);
	const dates = periodOf(period, today, calendarOf(organization));
	const rules = await readDayRules(db, orgId, currency);
	const done = await readWork(db, orgId, whose, dates, { timeZone, rules });
	const names = await namesOf(
		db,
		orgId,
		done.map(({ metricId }) => metricId)
	);
	const kept = await readKept(db, orgId, whose, { today, teamId, reader });
	const counted = await readDangling(db, orgId, whose, { today, teamId });
	return pictureOf(
		period,
		done.map((each) => ({
			...each,
			metric: names.get(each.metricId)!,
			kept: kept.get(each.metricId),
			counted: counted.get(each.metricId) ?? []
		}))
	);
}

async function namesOf(db: Queryable, orgId: OrgId, ids: (typeof metrics.$inferSelect)['id'][]) {
	const rows = ids.length
		? await db
				.select({ id: metrics.id, key: metrics.key, name: metrics.name, unit: metrics.unit })
				.from(metrics)
				.where(and(eq(metrics.orgId, orgId), inArray(metrics.id, ids)))
		: [];
	return new Map(rows.map(({ id, ...metric }) => [id, metric]));
}
