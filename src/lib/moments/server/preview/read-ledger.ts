import { and, asc, gte, lte, sql } from 'drizzle-orm';
import type { Organization } from '#lib/identity/organization.ts';
import { activities, totals } from '#lib/metrics/activity/server/index.ts';
import { NONE, type MetricId } from '#lib/platform/ids.ts';
import { groupedBy } from '#lib/platform/grouped-by.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { standing } from '../entries/standing-activities.ts';
import { accountOf, LONGEST_DAYS } from './assists.ts';
import type { LedgerRow, PastDay, Touch, WalkWorld } from './ledger.ts';

/** The days to walk over, both inside. */
export interface Stretch {
	from: Day;
	until: Day;
}

/**
 * The entries of these days, in the order in which the days would have brought them: what was
 * recorded on its own day as it came in, what was imported later as it happened.
 */
export async function readLedger(
	db: Queryable,
	{ id, timeZone }: Organization,
	{ from, until }: Stretch
): Promise<LedgerRow[]> {
	const rows = await db
		.select()
		.from(activities)
		.where(and(standing(id), gte(activities.day, from), lte(activities.day, until)))
		.orderBy(asc(activities.day), asc(activities.position));
	return rows
		.map((row) => ({ ...row, at: cameIn(row, timeZone) }))
		.map((row) => ({ ...row, batch: row.at.toISOString() }))
		.sort(byArrival);
}

type Timed = Pick<typeof activities.$inferSelect, 'day' | 'recordedAt' | 'occurredAt'>;

function cameIn({ day, recordedAt, occurredAt }: Timed, timeZone: string): Date {
	return dayIn(timeZone, recordedAt) === day ? recordedAt : occurredAt;
}

function byArrival(a: LedgerRow, b: LedgerRow): number {
	if (a.day !== b.day) return a.day < b.day ? -1 : 1;
	return a.at.getTime() - b.at.getTime() || (a.position < b.position ? -1 : 1);
}

/** What everybody did on the days before these, by day; entries are sized where that says anything. */
export async function readPast(
	db: Queryable,
	{ id }: Organization,
	{ from }: Stretch,
	metrics: WalkWorld['metrics']
): Promise<PastDay[]> {
	const sized = [...metrics.values()].filter(({ unit }) => unit !== 'count').map((each) => each.id);
	const found = await db.execute(sql`
		with sizes as (
			select member_id, metric_id, team_id, day, max(value) as largest, count(*)::int as of
			from ${activities}
			where ${standing(id)} and ${activities.day} < ${from}
				and ${activities.metricId} = any(${sql.param(sized)}::uuid[])
			group by member_id, metric_id, team_id, day
		)
		select t.member_id as "memberId", t.team_id as "teamId", t.metric_id as "metricId",
			t.period_start::text as day, t.value::text as value,
			coalesce(s.largest, 0)::text as largest, coalesce(s.of, 0) as of
		from ${totals} t left join sizes s on s.member_id = t.member_id
			and s.metric_id = t.metric_id and s.team_id = t.team_id and s.day = t.period_start
		where t.org_id = ${id} and t.period_kind = 'day' and t.period_start < ${from}
			and t.metric_id <> ${NONE}
		order by t.period_start`);
	type Row = Omit<PastDay, 'value' | 'largest'> & { value: string; largest: string };
	return (found.rows as unknown as Row[])
		.filter(({ metricId }) => metrics.has(metricId))
		.map((row) => ({ ...row, value: BigInt(row.value), largest: BigInt(row.largest) }));
}

/** Who has worked with the accounts of these deals, without having won them. */
export async function readTouches(
	db: Queryable,
	{ id, timeZone }: Organization,
	stretch: Stretch,
	world: Pick<WalkWorld, 'deals' | 'revenue' | 'metrics'>,
	rows: readonly LedgerRow[]
): Promise<Map<string, Touch[]>> {
	const { deals, revenue } = world;
	const won = rows.filter(({ metricId }) => metricId === deals);
	const accounts = [...new Set(won.map(({ note }) => accountOf(note)).filter(Boolean))];
	if (!accounts.length) return new Map();
	const worked = await db
		.select()
		.from(activities)
		.where(
			and(
				standing(id),
				sql`${activities.day} between ${stretch.from}::date - ${LONGEST_DAYS}::int and ${stretch.until}::date`,
				sql`lower(trim(${activities.note})) = any(${sql.param(accounts)}::text[])`
			)
		)
		.orderBy(asc(activities.position));
	const touches = worked
		.filter(
			({ metricId }) => metricId !== deals && metricId !== revenue && world.metrics.has(metricId)
		)
		.map((row) => ({ ...row, at: cameIn(row, timeZone), metric: nameOf(world, row.metricId) }));
	return groupedBy(touches, ({ note }) => accountOf(note));
}

function nameOf({ metrics }: Pick<WalkWorld, 'metrics'>, id: MetricId): string {
	return metrics.get(id)!.name;
}
