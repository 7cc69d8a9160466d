import { sql } from 'drizzle-orm';
import { organizations } from '#lib/identity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Calendar, Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { CLOSING_HOUR, type Progress } from '../due.ts';
import { closings } from './schema.ts';

/** How far the periods of one organization have been closed. */
export interface OrganizationProgress extends Progress {
	orgId: OrgId;
	calendar: Calendar;
}

interface Row {
	id: OrgId;
	week_start: number;
	fiscal_start: number;
	founded: Day;
	over: Day;
	closed: Progress['closed'] | null;
}

/**
 * Every organization, or only one, with how far it has come, in one query. Its closing hour is
 * PostgreSQL's to tell.
 */
export async function readProgress(
	db: Queryable,
	now: Date,
	only?: OrgId
): Promise<OrganizationProgress[]> {
	const result = await db.execute(sql`
		select o.id, o.week_start, o.fiscal_start,
			(o.created_at at time zone o.time_zone)::date::text as founded,
			(
				select max(day)::date::text
				from generate_series(today - 3, today, interval '1 day') day
				where (day::date + 1 + make_time(${CLOSING_HOUR}::int, 0, 0)) at time zone o.time_zone <= at
			) as over,
			(
				select jsonb_object_agg(period_kind, last) from (
					select period_kind, max(period_end)::text as last from ${closings}
					where org_id = o.id group by period_kind
				) by_kind
			) as closed
		from ${organizations} o
		cross join (select ${now.toISOString()}::timestamptz as at) n
		cross join lateral (select (at at time zone o.time_zone)::date as today) t
		where ${only ? sql`o.id = ${only}` : sql`true`}
		order by o.created_at`);
	return (result.rows as unknown as Row[]).map((row) => ({
		orgId: row.id,
		calendar: { weekStart: row.week_start, fiscalStart: row.fiscal_start },
		founded: row.founded,
		over: row.over,
		closed: row.closed ?? {}
	}));
}
