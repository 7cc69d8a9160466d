import { sql } from 'drizzle-orm';
import { calendarOf, type Organization } from '#lib/identity/server/index.ts';
import { totals } from '#lib/metrics/activity/server/index.ts';
import { closings, finalTotals } from '#lib/metrics/closings/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { POINTS } from '#lib/metrics/targets/server/index.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { periodOf, type Day, type PeriodKind } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Expectation, ExpectationNow, Reached } from '../expectation.ts';

interface Counted {
	at: number;
	/** A metric's key, or `points`. */
	key: string;
	kind: PeriodKind;
	/** The totals that are added: those of this kind that start on these days. */
	first: Day;
	last: Day;
	shown: Omit<Reached, 'value'>;
}

/** A card's lines with what the member's totals say of them today. */
export async function readReached(
	db: Queryable,
	organization: Organization,
	memberId: MemberId,
	lines: readonly Expectation[],
	today: Day
): Promise<ExpectationNow[]> {
	const counted = lines.flatMap((line, at) => countedOf(line, at, organization, today));
	const values = await sums(db, organization, memberId, counted);
	return lines.map((line, at) => {
		const found = counted.find((each) => each.at === at);
		return { ...line, reached: found ? { ...found.shown, value: values.get(at) ?? '0' } : null };
	});
}

/** Nothing for what is in words only, has not begun, or is over as something that comes every period. */
function countedOf(
	{ metric, every, startsOn, endsOn }: Expectation,
	at: number,
	organization: Organization,
	today: Day
): Counted[] {
	if (!metric || today < startsOn) return [];
	if (!every) {
		const last = endsOn && endsOn < today ? endsOn : today;
		const shown = { from: startsOn, to: last };
		return [{ at, key: metric.key, kind: 'day', first: startsOn, last, shown }];
	}
	if (endsOn && endsOn < today) return [];
	const { start, end } = periodOf(every, today, calendarOf(organization));
	const shown = { from: start, to: end };
	return [{ at, key: metric.key, kind: every, first: start, last: start, shown }];
}

async function sums(
	db: Queryable,
	{ id: orgId }: Organization,
	memberId: MemberId,
	counted: readonly Counted[]
): Promise<Map<number, string>> {
	if (!counted.length) return new Map();
	const of = <Name extends keyof Counted>(name: Name) =>
		sql.param(counted.map((each) => each[name]));
	const metric = sql`case when line.key = ${POINTS.key} then ${POINTS.id}::uuid else ${metrics.id} end`;
	const its = sql`f.org_id = ${orgId} and f.member_id = ${memberId} and f.metric_id = ${metric}`;
	// Days that are a period which has closed have its final figure, as the list behind it does.
	const result = await db.execute(sql`
		select line.at, sum(figure.value)::text as value
		from unnest(${of('at')}::int[], ${of('key')}::text[], ${of('kind')}::text[],
			${of('first')}::date[], ${of('last')}::date[]) as line(at, key, kind, first, last)
		left join ${metrics} on ${metrics.orgId} = ${orgId} and ${metrics.key} = line.key
		left join ${closings} c on c.org_id = ${orgId} and line.kind = 'day'
			and c.period_start = line.first and c.period_end = line.last
		cross join lateral (
			select f.value from ${totals} f where c.org_id is null and ${its}
				and f.period_kind = line.kind and f.period_start between line.first and line.last
			union all
			select f.value from ${finalTotals} f where ${its}
				and f.period_kind = c.period_kind and f.period_start = c.period_start
		) figure
		group by line.at`);
	const rows = result.rows as { at: number; value: string }[];
	return new Map(rows.map(({ at, value }) => [at, value]));
}
