import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import { activities } from '../schema.ts';

/** All rows of the entry that one of them names: up to what came in first, and down again over reversals and copies. */
export function inStory(orgId: OrgId, id: ActivityId): SQL {
	return and(
		eq(activities.orgId, orgId),
		sql`${activities.id} in (
			with recursive up as (
				select id, reverses_id, replaces_id from activities
				where org_id = ${orgId} and id = ${id}
				union all
				select a.id, a.reverses_id, a.replaces_id from up join activities a
					on a.org_id = ${orgId} and a.id = coalesce(up.reverses_id, up.replaces_id)
			), down as (
				select id from up where reverses_id is null and replaces_id is null
				union all
				select a.id from down cross join lateral (
					select id from activities r where r.org_id = ${orgId} and r.reverses_id = down.id
					union all
					select id from activities c where c.org_id = ${orgId} and c.replaces_id = down.id
				) a
			)
			select id from down)`
	)!;
}
