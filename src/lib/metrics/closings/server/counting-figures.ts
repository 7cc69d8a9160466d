import { sql, type SQL } from 'drizzle-orm';
import { totals } from '#lib/metrics/activity/server/index.ts';
import { closings, finalTotals } from './schema.ts';

/**
 * The select of the figures that count, of all totals `f` that fit a condition: the final ones where
 * the period is closed, whatever came later, the present ones where it is not. Values are scaled.
 */
export function countingFigures(which: SQL): SQL {
	const columns = sql`f.metric_id, f.period_kind, f.period_start, f.member_id, f.team_id, f.value,
		f.activities`;
	return sql`
		select ${columns} from ${finalTotals} f where ${which}
		union all
		select ${columns} from ${totals} f where ${which} and ${OPEN}`;
}

/** The condition on totals `f` that their period has not closed. */
export const OPEN = sql`not exists (select from ${closings} c where c.org_id = f.org_id
	and c.period_kind = f.period_kind and c.period_start = f.period_start)`;
