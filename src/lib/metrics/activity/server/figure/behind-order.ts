import { and, asc, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { ListPage } from '../../list-page.ts';
import { activities } from '../schema.ts';

/**
 * The order of what is behind a figure: by day, then by the time it happened; the newest or the oldest
 * first.
 */
export function byTime(first: 'newest' | 'oldest'): SQL[] {
	const order = first === 'oldest' ? asc : desc;
	return [order(activities.day), order(activities.occurredAt), order(activities.position)];
}

/** Narrows to what lies beyond an entry in that order. */
export function beyond(db: Queryable, orgId: OrgId, { way, than }: ListPage): SQL {
	const { day, occurredAt, position } = activities;
	const its = db
		.select({ day, occurredAt, position })
		.from(activities)
		.where(and(eq(activities.orgId, orgId), eq(activities.id, than as ActivityId)));
	const is = sql.raw(way === 'older' ? '<' : '>');
	return sql`(${day}, ${occurredAt}, ${position}) ${is} (${its})`;
}
