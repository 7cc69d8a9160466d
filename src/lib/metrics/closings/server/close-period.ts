import { sql } from 'drizzle-orm';
import { NONE, type OrgId } from '#lib/platform/ids.ts';
import { periodOf, type Period } from '#lib/platform/period.ts';
import { retried, type Queryable } from '#lib/platform/server/database.ts';
import { calendarOf, readOrganization } from '#lib/identity/server/index.ts';
import { holdLedger, totals } from '#lib/metrics/activity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { closings, finalTotals } from './schema.ts';

/**
 * Closes a period: its totals are copied as they stand, for good. The organization's ledger keeps
 * still meanwhile, and the closing takes a position of it: whatever has a lower one is in the copy,
 * whatever comes later is late, and nothing is neither or both. False where it was closed before.
 */
export function closePeriod(
	db: Queryable,
	orgId: OrgId,
	{ kind, start, end }: Period,
	now: Date
): Promise<boolean> {
	return retried(() =>
		db.transaction(async (tx) => {
			await holdLedger(tx, orgId);
			const calendar = calendarOf(await readOrganization(tx, orgId));
			// Between the look at what is due and now, the calendar may have been changed.
			const standing = periodOf(kind, start, calendar);
			if (standing.start !== start || standing.end !== end) return false;
			const made = await tx
				.insert(closings)
				.values({
					orgId,
					periodKind: kind,
					periodStart: start,
					periodEnd: end,
					closedAt: now,
					position: sql`nextval(pg_get_serial_sequence('activities', 'position'))`
				})
				.onConflictDoNothing()
				.returning({ kind: closings.periodKind });
			if (!made.length) return false;
			// By metric, because that is how the totals are sorted.
			await tx.execute(sql`
				insert into ${finalTotals} (org_id, metric_id, period_kind, period_start, member_id, team_id,
					value, activities, entries)
				select t.org_id, t.metric_id, t.period_kind, t.period_start, t.member_id, t.team_id,
					t.value, t.activities, t.entries
				from (select id from ${metrics} where org_id = ${orgId} union all select ${NONE}::uuid) k
				join ${totals} t on t.org_id = ${orgId} and t.metric_id = k.id
					and t.period_kind = ${kind} and t.period_start = ${start}`);
			return true;
		})
	);
}
