import { sql, type SQL } from 'drizzle-orm';
import { readOrganization } from '#lib/identity/server/index.ts';
import { NONE, type GoalId, type OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Goal } from '../../goal.ts';
import { rhythmOf, rhythmSince, type Rhythm } from '../../ahead/forecast.ts';

/** What is asked about; with the figure it has, a rhythm says what it stood at before today. */
type Asked = Pick<Goal, 'id' | 'measure' | 'setOn'> & Partial<Pick<Goal, 'value'>>;

/**
 * How the work that feeds these goals came in over the last four weeks of working days, whether the
 * goals ran already or not; taps, which nobody could make before, since the goal was set. A rhythm says
 * what the days to come bring, so it is that of those who are still in it, also before they came; who left
 * brings nothing any more. Goals that count other goals have no rhythm. Two queries, however many are
 * asked about.
 */
export async function readRhythms(
	db: Queryable,
	orgId: OrgId,
	goals: readonly Asked[],
	now: Date
): Promise<Record<GoalId, Rhythm>> {
	const asked = goals.filter(({ measure }) => measure !== 'goals');
	const ids = asked.map(({ id }) => id);
	if (!ids.length) return {};
	const { timeZone, workdays } = await readOrganization(db, orgId);
	const today = dayIn(timeZone, now);
	const since = rhythmSince(today, workdays);
	const span = { ids, since, today, timeZone };
	const found = await db.execute(workOf(orgId, span));
	return rhythms(found.rows as unknown as Row[], asked, since, today, workdays);
}

interface Span {
	ids: GoalId[];
	since: Day;
	today: Day;
	timeZone: string;
}

// Today's work is none of the rhythm: it only tells what a goal stood at before, so it is that of whom the
// goal counts today.
function workOf(orgId: OrgId, { ids, since, today, timeZone }: Span): SQL {
	return sql`
		with asked as (
			select org_id, goal_id, metric_id, feeder, segment, at_least,
				case when bool_or(starts_on <= ${today}) then ${today}::date
					else ${today}::date - 1 end as until
			from goal_feeds
			where org_id = ${orgId} and goal_id = any(${sql.param(ids)}::uuid[])
				and ends_on >= ${today}
			group by org_id, goal_id, metric_id, feeder, segment, at_least
		)
		select f.goal_id as id, b.period_start::text as day, sum(b.value)::text as value
		from asked f join totals b on b.org_id = f.org_id and b.metric_id = f.metric_id
			and b.period_kind = 'day' and b.period_start >= ${since} and b.period_start <= f.until
			and f.feeder in (b.member_id, b.team_id, ${NONE})
		where f.segment is null and f.at_least is null
		group by f.goal_id, b.period_start
		union all
		select f.goal_id, b.day::text, sum(b.value)::text
		from asked f join activities b on b.org_id = f.org_id and b.metric_id = f.metric_id
			and b.day >= ${since} and b.day <= f.until
			and f.feeder in (b.member_id, b.team_id, ${NONE})
			and (f.segment is null or f.segment = b.segment)
			and (f.at_least is null or abs(b.value) >= f.at_least)
		where f.segment is not null or f.at_least is not null
		group by f.goal_id, b.day
		union all
		select c.goal_id, (c.at at time zone ${timeZone})::date::text, sum(c.amount)::text
		from check_ins c
		where c.org_id = ${orgId} and c.goal_id = any(${sql.param(ids)}::uuid[])
			and (c.at at time zone ${timeZone})::date >= ${since}
			and (c.at at time zone ${timeZone})::date <= ${today}
		group by c.goal_id, 2`;
}

interface Row {
	id: GoalId;
	day: Day;
	value: string;
}

interface Work {
	day: Day;
	value: bigint;
}

function rhythms(
	rows: Row[],
	asked: readonly Asked[],
	since: Day,
	today: Day,
	workdays: readonly number[]
): Record<GoalId, Rhythm> {
	const work = new Map<GoalId, Work[]>(asked.map(({ id }) => [id, []]));
	for (const { id, day, value } of rows) work.get(id)!.push({ day, value: BigInt(value) });
	return Object.fromEntries(
		asked.map((goal) => {
			const days = work.get(goal.id)!;
			const rhythm = rhythmOf(days, begins(goal, days, since), today, workdays);
			return [goal.id, { ...rhythm, ...before(goal, days, today) }];
		})
	);
}

function before({ value }: Asked, days: Work[], today: Day): Pick<Rhythm, 'before'> {
	if (value === undefined) return {};
	const done = days.find(({ day }) => day === today)?.value ?? 0n;
	return { before: String(BigInt(value) - done) };
}

function begins({ measure, setOn }: Asked, days: Work[], since: Day): Day {
	if (measure !== 'check-in' || !setOn) return since;
	const first = days.reduce((early, { day }) => (day < early ? day : early), setOn);
	return first > since ? first : since;
}
