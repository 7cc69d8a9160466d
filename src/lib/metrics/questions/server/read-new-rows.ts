import { sql } from 'drizzle-orm';
import type { Organization } from '#lib/identity/server/index.ts';
import { activities, counts } from '#lib/metrics/activity/server/index.ts';
import { groupedBy } from '#lib/platform/grouped-by.ts';
import type { ActivityId, MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** An activity that counts, with the day it was recorded on, in the organization's zone. */
export interface NewRow {
	orgId: OrgId;
	id: ActivityId;
	memberId: MemberId;
	metricId: MetricId;
	source: string;
	day: Day;
	recordedOn: Day;
	occurredAt: Date;
}

interface Found {
	id: ActivityId;
	member_id: MemberId;
	metric_id: MetricId;
	source: string;
	day: Day;
	recorded_on: Day;
	occurred_at: string;
}

/**
 * Of these activities, in the order they were recorded, the ones that may be worth a look: work of
 * the day, what was added by hand, and what came after more than its day had closed. One query. The
 * rest of the past is left where it is: a busy hour's batches hold thousands of it.
 */
export async function readNewRows(
	db: Queryable,
	{ id: orgId, timeZone }: Organization,
	ids: ActivityId[]
): Promise<NewRow[]> {
	const { id, memberId, metricId, source, day, recordedAt, occurredAt, position } = activities;
	const found = await db.execute(sql`
		select ${id}, ${memberId}, ${metricId}, ${source}, ${day}::text as day, r.day::text as recorded_on,
			${occurredAt} as occurred_at
		from ${activities} cross join lateral (
			select (${recordedAt} at time zone ${timeZone})::date as day
		) r
		where ${activities.orgId} = ${orgId} and ${id} = any(${sql.param(ids)}::uuid[])
			and ${source} <> 'correction' and (
				${day} = r.day or ${source} = 'manual' or exists (
					select from closings c where c.org_id = ${orgId} and c.period_kind <> 'day'
						and ${day} between c.period_start and c.period_end and c.position < ${position}
				)
			) and ${counts()}
		order by ${position}`);
	return (found.rows as unknown as Found[]).map((row) => ({
		orgId,
		id: row.id,
		memberId: row.member_id,
		metricId: row.metric_id,
		source: row.source,
		day: row.day,
		recordedOn: row.recorded_on,
		occurredAt: new Date(row.occurred_at)
	}));
}

/** Rows that go together, as `key` says: of one member, in one metric, on one day. */
export function groupRows(rows: NewRow[], key: (row: NewRow) => string): NewRow[][] {
	return [...groupedBy(rows, key).values()];
}
