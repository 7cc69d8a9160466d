import { and, count, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Organization } from '#lib/identity/organization.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { periodOf } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { itsRecipients } from './joins.ts';
import { recognitionRecipients, recognitions } from './schema.ts';

/** How many badges a person has given in the running week, those that wait to be said among them. */
export async function countBadges(
	db: Queryable,
	organization: Organization,
	memberId: MemberId,
	now: Date
): Promise<number> {
	const { id, timeZone } = organization;
	const { start, end } = periodOf('week', dayIn(timeZone, now), organization);
	const day = sql`(${recognitions.at} at time zone ${timeZone})::date`;
	const [given] = await db
		.select({ badges: count() })
		.from(recognitions)
		.innerJoin(recognitionRecipients, itsRecipients)
		.where(
			and(
				eq(recognitions.orgId, id),
				eq(recognitions.fromId, memberId),
				isNotNull(recognitions.badgeId),
				isNull(recognitions.withdrawnAt),
				sql`${day} between ${start}::date and ${end}::date`
			)
		);
	return given!.badges;
}
