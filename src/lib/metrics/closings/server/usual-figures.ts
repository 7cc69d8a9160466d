import { sql, type SQL } from 'drizzle-orm';
import { totals } from '#lib/metrics/activity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Period } from '#lib/platform/period.ts';
import { countingFigures, OPEN } from './counting-figures.ts';
import { finalTotals } from './schema.ts';

/** Whose usual figures, in what. */
export interface UsualQuery {
	orgId: OrgId;
	/** A metric's id, or the nil id for points. */
	metricId: SQL;
	/** The three periods before, the last one first. */
	before: Period[];
	/** A condition on `f.member_id`, with its `and`; empty for everybody. */
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
	const active = sql`f.org_id = ${orgId} and f.metric_id = ${metricId} and f.period_kind = ${kind}
		and f.period_start <= ${first}::date and f.activities > 0 and f.member_id = s.member_id`;
	return sql`
		select s.member_id, s.value from (${sumsBefore(query)}) s
		where s.value > 0 and (exists (select from ${finalTotals} f where ${active})
			or exists (select from ${totals} f where ${active} and ${OPEN}))`;
}

/** The select of what the three periods before brought, of whoever had something. Answers the same. */
export function sumsBefore({ orgId, metricId, before, who }: UsualQuery): SQL {
	const { kind } = before.at(-1)!;
	const starts = sql.param(before.map(({ start }) => start));
	const figures = sql`f.org_id = ${orgId} and f.metric_id = ${metricId} and f.period_kind = ${kind}
		and f.period_start = any(${starts}::date[]) ${who}`;
	return sql`
		select member_id, sum(value)::bigint as value from (${countingFigures(figures)}) f
		group by member_id`;
}
