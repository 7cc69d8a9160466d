import { sql, type SQL } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';

/** `lead`: the agreed goals from which agreed goals lead to an organizational one. */
export function leading(orgId: OrgId): SQL {
	return sql`lead as (
			select id from goals
			where org_id = ${orgId} and kind = 'organizational' and agreed_at is not null
				and declined_at is null
			union
			select g.id from goals g join lead l on g.parent_id = l.id
			where g.org_id = ${orgId} and g.agreed_at is not null and g.declined_at is null
		)`;
}
