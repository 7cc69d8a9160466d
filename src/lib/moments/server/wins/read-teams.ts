import { groupedBy } from '#lib/platform/grouped-by.ts';
import { sql } from 'drizzle-orm';
import { NONE, type MetricId, type OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Best } from '../../win.ts';
import type { LateRow } from './late-rows.ts';

/** A team's week in a metric, up to and with what came in at `position` on `day`. */
export interface AskedTeam {
	teamId: string;
	metricId: MetricId;
	day: Day;
	week: Day;
	position: bigint;
}

export interface TeamWeek {
	name: string;
	/** What each of its people has in this week, where that is more than nothing. */
	people: Map<string, { name: string; value: bigint }>;
	/** The team's best earlier week. */
	best: Best;
}

interface Found {
	n: number;
	member_id: string;
	member: string;
	team: string;
	day: Day;
	value: string;
}

/**
 * The teams' weeks that are asked for, each in its place; undefined for nobody's team. Two queries,
 * which start from the team's people, so that they cost the same in an organization of any size.
 */
export async function readTeams(
	db: Queryable,
	orgId: OrgId,
	asked: AskedTeam[],
	late: LateRow[]
): Promise<(TeamWeek | undefined)[]> {
	const teams = asked.filter(({ teamId }) => teamId !== NONE);
	if (!teams.length) return asked.map(() => undefined);
	const distinct = [...new Map(teams.map((each) => [keyOf(each), each])).values()];
	const [now, best] = [await daysOfWeek(db, orgId, distinct), await bestWeeks(db, orgId, distinct)];
	const byTeam = groupedBy(now, ({ n }) => n);
	const since = groupedBy(
		late.filter(({ stands }) => stands),
		({ teamId, metricId }) => `${teamId},${metricId}`
	);
	const place = new Map(distinct.map((each, index) => [keyOf(each), index + 1]));
	const found = teams.flatMap((each) => {
		const n = place.get(keyOf(each))!;
		const rows = byTeam.get(n) ?? [];
		return rows[0] ? [{ each, n, rows, name: rows[0].team }] : [];
	});
	const people = new Map(
		[...groupedBy(found, ({ each, n }) => `${n},${each.day}`).values()].flatMap((some) => {
			const { each, rows } = some[0]!;
			const news = since.get(`${each.teamId},${each.metricId}`) ?? [];
			const during = news.filter(({ day }) => each.week <= day && day <= each.day);
			const wins = some.map((one) => one.each);
			return [...peopleAt(peopleUntil(rows, each.day), wins, during)];
		})
	);
	const weeks = new Map(
		found.map(({ each, n, name }) => [
			each,
			{ name, people: people.get(each)!, best: best[n - 1]! }
		])
	);
	return asked.map((each) => weeks.get(each));
}

function keyOf({ teamId, metricId, week }: AskedTeam): string {
	return [teamId, metricId, week].join();
}

type People = TeamWeek['people'];

/** Up to and with a day, as the totals have it. Several wins of a team ask for the same days. */
function peopleUntil(rows: Found[], day: Day): People {
	const people: People = new Map();
	for (const row of rows)
		if (row.day <= day) add(people, row.member_id, row.member, BigInt(row.value));
	return people;
}

/**
 * For each of these wins of one team, metric and day: without what came in later than it. From the
 * last win back to the first, so that what came in later is taken off once for all of them.
 */
function* peopleAt(
	until: People,
	wins: AskedTeam[],
	late: LateRow[]
): Generator<[AskedTeam, People]> {
	const news = [...late].sort((a, b) => (a.cameIn < b.cameIn ? -1 : 1));
	const back = [...wins].sort((a, b) => (a.position < b.position ? 1 : -1));
	for (const win of back) {
		for (let row = news.at(-1); row && row.cameIn > win.position; row = news.at(-1)) {
			add(until, row.memberId, '', -row.value);
			news.pop();
		}
		yield [win, new Map([...until].filter(([, { value }]) => value > 0n))];
	}
}

function add(people: People, memberId: string, name: string, value: bigint): void {
	const so = people.get(memberId);
	people.set(memberId, { name: so?.name ?? name, value: (so?.value ?? 0n) + value });
}

// Person by person, whatever the planner thinks: of a busy morning's totals its statistics know nothing.
async function daysOfWeek(db: Queryable, orgId: OrgId, asked: AskedTeam[]): Promise<Found[]> {
	const found = await db.execute(sql`
		select a.n::int as n, m.id as member_id, m.name as member, g.name as team,
			t.period_start::text as day, t.value::text as value
		from ${unnested(asked)}
		join teams g on g.org_id = ${orgId} and g.id = a.team_id
		join (select distinct org_id, team_id, member_id from team_memberships) p
			on p.org_id = ${orgId} and p.team_id = a.team_id
		join members m on m.org_id = ${orgId} and m.id = p.member_id
		cross join lateral (
			select period_start, value from totals
			where org_id = ${orgId} and member_id = p.member_id and metric_id = a.metric_id
				and period_kind = 'day' and period_start between a.week and a.week + 6
				and team_id = a.team_id
			offset 0
		) t`);
	return found.rows as unknown as Found[];
}

async function bestWeeks(db: Queryable, orgId: OrgId, asked: AskedTeam[]): Promise<Best[]> {
	const found = await db.execute(sql`
		select coalesce(max(w.value), 0)::text as value, count(w.value)::int as of
		from ${unnested(asked)}
		left join lateral (
			select sum(t.value) as value
			from (select distinct member_id from team_memberships
				where org_id = ${orgId} and team_id = a.team_id) p
			join totals t on t.org_id = ${orgId} and t.member_id = p.member_id
				and t.metric_id = a.metric_id and t.period_kind = 'week'
				and t.period_start < a.week and t.team_id = a.team_id
			group by t.period_start having sum(t.value) > 0
		) w on true
		group by a.n order by a.n`);
	return (found.rows as { value: string; of: number }[]).map(({ value, of }) => ({
		value: BigInt(value),
		of
	}));
}

function unnested(asked: AskedTeam[]) {
	const column = (of: (each: AskedTeam) => string) => sql.param(asked.map(of));
	return sql`unnest(${column((a) => a.teamId)}::uuid[], ${column((a) => a.metricId)}::uuid[],
		${column((a) => a.week)}::date[]) with ordinality as a(team_id, metric_id, week, n)`;
}

/** Where a win has carried somebody on the week's board of the team, and past whom. */
export function passedIn(
	{ people }: TeamWeek,
	memberId: string,
	value: bigint,
	hidden: ReadonlySet<string>
): { name: string; place: number; of: number } | null {
	const after = people.get(memberId)?.value ?? 0n;
	const before = after - value;
	const others = [...people].filter(([id]) => id !== memberId);
	const last = others.reduce<bigint | undefined>(
		(least, [, other]) => (least === undefined || other.value < least ? other.value : least),
		undefined
	);
	const overtaken = others
		.filter(([, other]) => before <= other.value && other.value < after && other.value !== last)
		.sort(([, a], [, b]) => (a.value < b.value ? 1 : -1))[0];
	if (!overtaken || hidden.has(overtaken[0])) return null;
	const place = 1 + others.filter(([, other]) => other.value > after).length;
	return { name: overtaken[1].name, place, of: people.size };
}
