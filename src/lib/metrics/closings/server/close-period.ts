import { and, eq, sql } from 'drizzle-orm';
import { calendarOf, readOrganization } from '#lib/identity/server/index.ts';
import { holdLedger, totals } from '#lib/metrics/activity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { NONE, type OrgId } from '#lib/platform/ids.ts';
import { periodOf, type Period } from '#lib/platform/period.ts';
import { retried, type Queryable } from '#lib/platform/server/database.ts';
import { periodsBefore } from '../usual.ts';
import { closingOf } from './closing-of.ts';
import { keepBeside } from './keep-beside.ts';
import { closings, finalTotals } from './schema.ts';
import { sumsBefore, usualFigures } from './usual-figures.ts';

/**
 * Closes a period: its totals are copied as they stand, for good, with all else its boards go by: what
 * was usual for each, what they brought to groups, how long teams had their people. The closing takes a
 * position of the organization's ledger, which keeps still meanwhile: whatever has a lower one is in the
 * copy, whatever comes later is late, and nothing is neither or both. False where it was closed before.
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
			const calendar = calendarOf(await readOrganization(tx, orgId));
			const before = periodsBefore(period, calendar);
			await copyWhatDiffers(tx, orgId, period, before);
			await holdLedger(tx, orgId);
			if (!(await stillStands(tx, orgId, period))) {
				await dropCopy(tx, orgId, period);
				return false;
			}
			await copyWhatDiffers(tx, orgId, period, before);
			await keepBeside(tx, orgId, period);
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

/**
 * By metric, because that is how the totals are sorted. What is usual is asked only of rows to copy: of
 * those that moved, and of those whose periods before may have, which came in for open ones. All
 * is asked before anything is written, which is what the count is for: the first copy of all, planned
 * while nothing was final yet, would look through what it has written for every row.
 */
async function copyWhatDiffers(
	tx: Queryable,
	orgId: OrgId,
	{ kind, start }: Period,
	before: Period[]
) {
	const usual = usualFigures({
		...{ orgId, before, metricId: sql`n.metric_id` },
		who: sql`and f.member_id = n.member_id`
	});
	const sums = sumsBefore({ orgId, before, metricId: sql`k.id`, who: sql`` });
	await tx.execute(sql`
		with k as materialized (
			select id from ${metrics} where org_id = ${orgId} union all select ${NONE}::uuid
		), s as materialized (
			select k.id, b.member_id, b.value from k cross join lateral (${sums}) b where b.value > 0
		), differs as materialized (
			select n.org_id, n.metric_id, n.period_kind, n.period_start, n.member_id, n.team_id,
				n.value, n.activities, n.entries, (select value from (${usual}) u) as base
			from k
			join ${totals} n on n.org_id = ${orgId} and n.metric_id = k.id
				and n.period_kind = ${kind} and n.period_start = ${start}
			left join ${finalTotals} c on c.org_id = ${orgId} and c.metric_id = k.id
				and c.period_kind = ${kind} and c.period_start = ${start}
				and c.member_id = n.member_id and c.team_id = n.team_id
			left join s on s.id = k.id and s.member_id = n.member_id
			where (c.value, c.activities, c.entries) is distinct from (n.value, n.activities, n.entries)
				or c.base is distinct from s.value
		)
		insert into ${finalTotals} as f (org_id, metric_id, period_kind, period_start, member_id, team_id,
			value, activities, entries, base)
		select * from differs where (select count(*) from differs) > 0
		on conflict (org_id, metric_id, period_kind, period_start, member_id, team_id)
			do update set value = excluded.value, activities = excluded.activities,
				entries = excluded.entries, base = excluded.base`);
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
