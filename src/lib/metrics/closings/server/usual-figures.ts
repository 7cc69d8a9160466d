import { sql, type SQL } from 'drizzle-orm';
import { totals } from '#lib/metrics/activity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Period } from '#lib/platform/period.ts';
import { closings, finalTotals } from './schema.ts';

/** Whose usual figures, in what. */
export interface UsualQuery {
	orgId: OrgId;
	/** A metric's id, or the nil id for points. */
	metricId: SQL;
	/** The three periods before, the last one first. */
	before: Period[];
	/** A condition on `t.member_id`, with its `and`; empty for everybody. */
	who: SQL;
}

/**
 * The select of what is usual: a member's sum of the three periods before, as closed where they are,
 * above zero. Only of those who had something by the first of the three: of what is new nothing is
 * usual yet. Answers `member_id` and `value`, scaled.
 */
export function usualFigures(query: UsualQuery): SQL {
	const { orgId, metricId, before } = query;
	const { kind, start: first } = before.at(-1)!;
	const active = sql`t.org_id = ${orgId} and t.metric_id = ${metricId} and t.period_kind = ${kind}
		and t.period_start <= ${first}::date and t.activities > 0 and t.member_id = s.member_id`;
	return sql`
		select s.member_id, s.value from (${sumsBefore(query)}) s
		where s.value > 0 and (exists (select from ${finalTotals} t where ${active})
			or exists (select from ${totals} t where ${active} and ${OPEN}))`;
}

/** The select of what the three periods before brought, of whoever had something. Answers the same. */
export function sumsBefore({ orgId, metricId, before, who }: UsualQuery): SQL {
	const { kind } = before.at(-1)!;
	const starts = sql.param(before.map(({ start }) => start));
	const figures = sql`t.org_id = ${orgId} and t.metric_id = ${metricId} and t.period_kind = ${kind}
		and t.period_start = any(${starts}::date[]) ${who}`;
	return sql`
		select member_id, sum(value)::bigint as value from (
			select t.member_id, t.value from ${finalTotals} t where ${figures}
			union all select t.member_id, t.value from ${totals} t where ${figures} and ${OPEN}
		) f group by member_id`;
}

const OPEN = sql`not exists (select from ${closings} c where c.org_id = t.org_id
	and c.period_kind = t.period_kind and c.period_start = t.period_start)`;
