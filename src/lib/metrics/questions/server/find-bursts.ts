import { and, between, eq, gte, lt, sql } from 'drizzle-orm';
import type { Organization } from '#lib/identity/server/index.ts';
import { activities, counts, totals } from '#lib/metrics/activity/server/index.ts';
import { addDays } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { BURST_ENTRIES, BURST_MINUTES, findBurst } from '../flag-rules.ts';
import type { Seen } from '../flag-words.ts';
import { groupRows, type NewRow } from './read-new-rows.ts';
import type { FoundFlag } from './keep-flags.ts';
import { flags } from './schema.ts';

const USUAL_DAYS = 28;
/** More than these around one batch tell nothing new. */
const MOST_AROUND = 500;

/** Many entries within minutes of today's clock, by the time each is said to have happened. */
export async function findBursts(
	db: Queryable,
	organization: Organization,
	fresh: NewRow[]
): Promise<FoundFlag[]> {
	const hasTime = timeTeller(organization.timeZone);
	const timed = fresh.filter((row) => hasTime(row.occurredAt));
	const found: FoundFlag[] = [];
	const days = groupRows(timed, (row) => `${row.memberId} ${row.metricId} ${row.day}`);
	for (const [rows, of] of await busyDays(db, days)) {
		if (!(await worthReading(db, rows[0]!, of))) continue;
		const { memberId, metricId, day } = rows[0]!;
		const around = await timesAround(db, rows);
		const times = around.filter(hasTime);
		if (times.length < BURST_ENTRIES) continue;
		const usual = await usualAnHour(db, rows[0]!);
		const burst = findBurst(
			times.map((at) => at.getTime()),
			usual
		);
		if (burst)
			found.push({
				kind: 'burst',
				memberId,
				metricId,
				day,
				seen: { ...burst, from: day, to: day, of }
			});
	}
	return found;
}

// The organization's midnight stands for a day without a time.
function timeTeller(timeZone: string): (at: Date) => boolean {
	const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' });
	return (at) => clock.format(at) !== '00:00:00';
}

/** Of these days of somebody in a metric, the ones that have enough activities for a burst. */
async function busyDays(db: Queryable, groups: NewRow[][]): Promise<Map<NewRow[], number>> {
	if (!groups.length) return new Map();
	const firsts = groups.map(([first]) => first!);
	const column = (values: unknown[]) => sql.param(values);
	const result = await db.execute(sql`
		select w.i::int as i, sum(t.activities)::int as activities
		from unnest(${column(firsts.map((row) => row.memberId))}::uuid[],
			${column(firsts.map((row) => row.metricId))}::uuid[],
			${column(firsts.map((row) => row.day))}::date[]) with ordinality as w(member_id, metric_id, day, i)
		join ${totals} t on t.org_id = ${firsts[0]!.orgId} and t.metric_id = w.metric_id
			and t.period_kind = 'day' and t.period_start = w.day and t.member_id = w.member_id
		group by w.i having sum(t.activities) >= ${BURST_ENTRIES}`);
	const rows = result.rows as { i: number; activities: number }[];
	return new Map(rows.map(({ i, activities }) => [groups[i - 1]!, activities]));
}

/**
 * Whether reading the day's times may tell something new: it has a fifth more activities than when
 * it was flagged. So a busy import is not read again with every batch.
 */
async function worthReading(db: Queryable, row: NewRow, activities: number): Promise<boolean> {
	const [flag] = await db
		.select({ seen: flags.seen, lookedAt: flags.lookedAt })
		.from(flags)
		.where(
			and(
				eq(flags.orgId, row.orgId),
				eq(flags.kind, 'burst'),
				eq(flags.memberId, row.memberId),
				eq(flags.metricId, row.metricId),
				eq(flags.day, row.day)
			)
		);
	if (!flag) return true;
	return flag.lookedAt === null && activities * 5 >= ((flag.seen as Seen).of ?? 0) * 6;
}

async function timesAround(db: Queryable, rows: NewRow[]): Promise<Date[]> {
	const { orgId, memberId, metricId, day } = rows[0]!;
	const at = rows.map((row) => row.occurredAt.getTime());
	const reach = BURST_MINUTES * 60_000;
	const found = await db
		.select({ at: activities.occurredAt })
		.from(activities)
		.where(
			and(
				eq(activities.orgId, orgId),
				eq(activities.memberId, memberId),
				eq(activities.metricId, metricId),
				eq(activities.day, day),
				between(
					activities.occurredAt,
					new Date(Math.min(...at) - reach),
					new Date(Math.max(...at) + reach)
				),
				counts()
			)
		)
		.limit(MOST_AROUND);
	return found.map((row) => row.at);
}

/** How many entries the member has in an hour that has any, over the four weeks before. */
async function usualAnHour(db: Queryable, row: NewRow): Promise<number | null> {
	const [usual] = await db
		.select({
			entries: sql<number>`count(*)::int`,
			hours: sql<number>`count(distinct date_trunc('hour', ${activities.occurredAt}))::int`
		})
		.from(activities)
		.where(
			and(
				eq(activities.orgId, row.orgId),
				eq(activities.memberId, row.memberId),
				eq(activities.metricId, row.metricId),
				gte(activities.day, addDays(row.day, -USUAL_DAYS)),
				lt(activities.day, row.day),
				eq(activities.sign, 1)
			)
		);
	return usual!.hours ? Math.round(usual!.entries / usual!.hours) : null;
}
