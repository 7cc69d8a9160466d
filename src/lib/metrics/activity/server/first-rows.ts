import { sql } from 'drizzle-orm';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** How an entry first came in, before it was corrected. */
export interface FirstRow {
	id: ActivityId;
	position: bigint;
	source: string;
	externalId: string;
	metricId: string;
	recordedAt: Date;
}

interface Found {
	copy: ActivityId;
	id: ActivityId;
	position: string;
	source: string;
	external_id: string;
	metric_id: string;
	recorded_at: Date;
}

/** Of these rows, what the corrected copies among them first were; nothing for the others. */
export async function firstRows(
	db: Queryable,
	orgId: OrgId,
	ids: ActivityId[]
): Promise<Map<ActivityId, FirstRow>> {
	if (!ids.length) return new Map();
	const found = await db.execute(sql`
		with recursive up as (
			select id as copy, replaces_id from activities
			where org_id = ${orgId} and id = any(${sql.param(ids)}::uuid[]) and replaces_id is not null
			union all
			select up.copy, a.replaces_id from up
			join activities a on a.org_id = ${orgId} and a.id = up.replaces_id
			where a.replaces_id is not null
		)
		select up.copy, a.id, a.position, a.source, a.external_id, a.metric_id, a.recorded_at
		from up join activities a on a.org_id = ${orgId} and a.id = up.replaces_id
		where a.replaces_id is null`);
	return new Map((found.rows as unknown as Found[]).map((row) => [row.copy, toFirst(row)]));
}

function toFirst(row: Found): FirstRow {
	return {
		id: row.id,
		position: BigInt(row.position),
		source: row.source,
		externalId: row.external_id,
		metricId: row.metric_id,
		recordedAt: new Date(row.recorded_at)
	};
}
