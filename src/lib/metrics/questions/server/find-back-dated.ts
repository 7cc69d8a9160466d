import { and, eq, gte, lt, sql } from 'drizzle-orm';
import type { Organization } from '#lib/identity/server/index.ts';
import { activities, counts } from '#lib/metrics/activity/server/index.ts';
import { NONE } from '#lib/platform/ids.ts';
import { daysBetween } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { BACK_DATED_DAYS } from '../flag-rules.ts';
import { groupRows, type NewRow } from './read-new-rows.ts';
import type { FoundFlag } from './keep-flags.ts';

/** What people recorded by hand long after its day: one flag for all of a member's recorded that day. */
export async function findBackDated(
	db: Queryable,
	organization: Organization,
	rows: NewRow[]
): Promise<FoundFlag[]> {
	const back = rows.filter(
		(row) => row.source === 'manual' && daysBetween(row.day, row.recordedOn) > BACK_DATED_DAYS
	);
	const found: FoundFlag[] = [];
	for (const group of groupRows(back, (row) => `${row.memberId} ${row.recordedOn}`)) {
		const { memberId, recordedOn } = group[0]!;
		const seen = await seenOn(db, organization, group[0]!);
		if (seen.count)
			found.push({ kind: 'back-dated', memberId, metricId: NONE, day: recordedOn, seen });
	}
	return found;
}

async function seenOn(db: Queryable, { timeZone }: Organization, row: NewRow) {
	const midnight = sql`(${row.recordedOn}::timestamp at time zone ${timeZone})`;
	const next = sql`((${row.recordedOn}::date + 1)::timestamp at time zone ${timeZone})`;
	const [seen] = await db
		.select({
			count: sql<number>`count(*)::int`,
			from: sql<string>`min(${activities.day})::text`,
			to: sql<string>`max(${activities.day})::text`,
			days: sql<number>`(${row.recordedOn}::date - min(${activities.day}))::int`
		})
		.from(activities)
		.where(
			and(
				eq(activities.orgId, row.orgId),
				eq(activities.memberId, row.memberId),
				eq(activities.source, 'manual'),
				gte(activities.recordedAt, midnight),
				lt(activities.recordedAt, next),
				lt(activities.day, sql`${row.recordedOn}::date - ${BACK_DATED_DAYS}::int`),
				counts()
			)
		);
	return seen!;
}
