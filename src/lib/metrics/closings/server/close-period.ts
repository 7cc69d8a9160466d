import { and, eq, sql } from 'drizzle-orm';
import { calendarOf, readOrganization } from '#lib/identity/server/index.ts';
import { holdLedger, totals } from '#lib/metrics/activity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { NONE, type OrgId } from '#lib/platform/ids.ts';
import { periodOf, type Period } from '#lib/platform/period.ts';
import { retried, type Queryable } from '#lib/platform/server/database.ts';
import { closingOf } from './closing-of.ts';
import { closings, finalTotals } from './schema.ts';

/**
 * Closes a period: its totals are copied as they stand, for good. The closing takes a position of the
 * organization's ledger, which keeps still meanwhile: whatever has a lower one is in the copy, whatever
 * comes later is late, and nothing is neither or both. False where it was closed before.
 *
 * A large organization's totals take seconds to copy. That happens before the ledger is held; then
 * only what has moved since is copied again, so that whoever records waits for a moment.
 */
export function closePeriod(
	db: Queryable,
	orgId: OrgId,
	period: Period,
	now: Date
): Promise<boolean> {
	return retried(() =>
		db.transaction(async (tx) => {
			await oneCloser(tx, orgId);
			if (await closingOf(tx, orgId, period)) return false;
			await copyWhatDiffers(tx, orgId, period);
			await holdLedger(tx, orgId);
			if (!(await stillStands(tx, orgId, period))) {
				await dropCopy(tx, orgId, period);
				return false;
			}
			await copyWhatDiffers(tx, orgId, period);
			await tx.insert(closings).values({
				orgId,
				periodKind: period.kind,
				periodStart: period.start,
				periodEnd: period.end,
				closedAt: now,
				position: sql`nextval(pg_get_serial_sequence('activities', 'position'))`
			});
			return true;
		})
	);
}

// Keeps this lock apart from others that hash an organization's id.
const SEED = 1_206;

async function oneCloser(tx: Queryable, orgId: OrgId): Promise<void> {
	await tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${orgId}::uuid::text, ${sql.raw(String(SEED))}))`
	);
}

// By metric, because that is how the totals are sorted.
async function copyWhatDiffers(tx: Queryable, orgId: OrgId, { kind, start }: Period) {
	await tx.execute(sql`
		insert into ${finalTotals} as f (org_id, metric_id, period_kind, period_start, member_id, team_id,
			value, activities, entries)
		select t.org_id, t.metric_id, t.period_kind, t.period_start, t.member_id, t.team_id,
			t.value, t.activities, t.entries
		from (select id from ${metrics} where org_id = ${orgId} union all select ${NONE}::uuid) k
		join ${totals} t on t.org_id = ${orgId} and t.metric_id = k.id
			and t.period_kind = ${kind} and t.period_start = ${start}
		left join ${finalTotals} c on c.org_id = ${orgId} and c.metric_id = k.id
			and c.period_kind = ${kind} and c.period_start = ${start}
			and c.member_id = t.member_id and c.team_id = t.team_id
		where (c.value, c.activities, c.entries) is distinct from (t.value, t.activities, t.entries)
		on conflict (org_id, metric_id, period_kind, period_start, member_id, team_id)
			do update set value = excluded.value, activities = excluded.activities,
				entries = excluded.entries`);
}

/** Between the look at what is due and now, the calendar may have been changed. */
async function stillStands(tx: Queryable, orgId: OrgId, { kind, start, end }: Period) {
	const standing = periodOf(kind, start, calendarOf(await readOrganization(tx, orgId)));
	return standing.start === start && standing.end === end;
}

async function dropCopy(tx: Queryable, orgId: OrgId, { kind, start }: Period): Promise<void> {
	await tx
		.delete(finalTotals)
		.where(
			and(
				eq(finalTotals.orgId, orgId),
				eq(finalTotals.periodKind, kind),
				eq(finalTotals.periodStart, start)
			)
		);
}
