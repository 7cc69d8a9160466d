import type { OrgId } from '#lib/platform/ids.ts';
import { NONE } from '#lib/platform/ids.ts';
import { addDays, daysBetween, periodOf, stepPeriod, type Day } from '#lib/platform/period.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { BoardQuery } from '../board-query.ts';

const CALENDAR = { weekStart: 1, fiscalStart: 1 };

interface LedgerRow {
	member: string;
	team: string;
	metric: string;
	value: bigint;
	sign: number;
	day: Day;
	position: bigint;
}

interface Tables {
	ledger: LedgerRow[];
	closings: { kind: string; start: Day; position: bigint }[];
	targets: { member: string; metric: string; kind: string; since: Day; value: bigint | null }[];
	memberships: { member: string; of: string; start: Day; end: Day }[];
	groups: { member: string; of: string; start: Day; end: Day }[];
}

/** What stands on a board: the figures that decide and show a place, by member or team id. */
export type Expected = Record<
	string,
	{ rank: number; was: number | null; value: string; score: string | null; late: string | null }
>;

/**
 * A metric's board worked out one entry at a time from the ledger, without totals, final totals or
 * any statement of the slice.
 */
export async function workOut(
	database: Database,
	orgId: OrgId,
	query: BoardQuery,
	today: Day
): Promise<Expected> {
	const tables = await readTables(database, orgId);
	const period = periodOf(query.period, query.at ?? today, CALENDAR);
	const running = period.start <= today && today <= period.end && period.kind !== 'day';
	const within = ({ day }: LedgerRow) => period.start <= day && day <= period.end;
	const grouped = (row: LedgerRow) =>
		tables.groups.some((g) => g.member === row.member && g.start <= row.day && row.day <= g.end);
	const all = tables.ledger.filter(
		(row) =>
			row.metric === query.metric &&
			within(row) &&
			(!query.team || row.team === query.team) &&
			(!query.group || grouped(row))
	);
	const closing = tables.closings.find(
		({ kind, start }) => kind === period.kind && start === period.start
	);
	const counted = all.filter(({ position }) => !closing || position < closing.position);
	const key = query.by === 'team' ? 'team' : 'member';
	const ids = [...new Set(counted.map((row) => row[key]))].filter((id) => id !== NONE);
	const standing = ids.flatMap((id): Worked[] => {
		const mine = counted.filter((row) => row[key] === id);
		const score = measureOf(tables, query, id, today);
		if (mine.reduce((n, { sign }) => n + sign, 0) <= 0 || score === undefined) return [];
		const value = sum(mine);
		const before = sum(mine.filter(({ day }) => day !== today));
		const late = sum(all.filter((row) => row[key] === id)) - value;
		const days = (to: Day) =>
			query.by === 'team'
				? teamDays(tables, id, period.start, to < period.end ? to : period.end)
				: 1n;
		const [per, perBefore] = [days(today), days(addDays(today, -1))];
		return [{ id, value, before, late, score: score ?? ((figure) => figure), per, perBefore }];
	});
	return Object.fromEntries(
		standing.map((one) => {
			const score = query.rank === 'value' ? null : String(one.score(one.value));
			const was = running && one.before > 0n ? placesBefore(standing, one) : null;
			const late = closing && one.late ? String(one.late) : null;
			return [one.id, { rank: places(standing, one), was, value: String(one.value), score, late }];
		})
	);
}

interface Worked {
	id: string;
	value: bigint;
	before: bigint;
	late: bigint;
	score(figure: bigint): bigint;
	per: bigint;
	perBefore: bigint;
}

function places(all: Worked[], one: Worked): number {
	const own = one.score(one.value);
	return 1 + all.filter((a) => a.score(a.value) * one.per > own * a.per).length;
}

function placesBefore(all: Worked[], one: Worked): number {
	const own = one.score(one.before);
	const there = all.filter(({ before }) => before > 0n);
	return 1 + there.filter((a) => a.score(a.before) * one.perBefore > own * a.perBefore).length;
}

/** Hundredths of a percent of what a figure is measured by; null by value, undefined for nothing. */
function measureOf(
	{ ledger, closings, targets }: Tables,
	{ metric, period: kind, at, rank, by }: BoardQuery,
	member: string,
	today: Day
): ((figure: bigint) => bigint) | null | undefined {
	if (by === 'team' || !rank || rank === 'value') return null;
	const period = periodOf(kind, at ?? today, CALENDAR);
	if (rank === 'target') {
		const day = period.end < today ? period.end : today;
		const versions = targets.filter(
			(t) => t.member === member && t.metric === metric && t.kind === kind && t.since <= day
		);
		const target = versions.sort((a, b) => (a.since < b.since ? 1 : -1))[0]?.value;
		return target ? (figure) => floor(figure * 10_000n, target) : undefined;
	}
	// What is usual in a closed period is what was when it closed.
	const own = closings.find((c) => c.kind === kind && c.start === period.start);
	const counted = ledger.filter((row) => {
		const its = periodOf(kind, row.day, CALENDAR);
		const closing = closings.find((c) => c.kind === kind && c.start === its.start);
		return (
			row.member === member &&
			row.metric === metric &&
			(!own || row.position < own.position) &&
			(!closing || row.position < closing.position)
		);
	});
	const starts = [1, 2, 3].map((back) => stepPeriod(kind, period.start, -back, CALENDAR).start);
	const startOf = ({ day }: LedgerRow) => periodOf(kind, day, CALENDAR).start;
	const early = counted.filter((row) => startOf(row) <= starts[2]!);
	const standing = new Map<string, number>();
	for (const row of early) {
		const cell = `${startOf(row)} ${row.team}`;
		standing.set(cell, (standing.get(cell) ?? 0) + row.sign);
	}
	const brought = sum(counted.filter((row) => starts.includes(startOf(row))));
	if (brought <= 0n || ![...standing.values()].some((activities) => activities > 0))
		return undefined;
	const days = BigInt(daysBetween(period.start, period.end) + 1);
	const sofar = BigInt(daysBetween(period.start, today) + 1);
	const begun = sofar < days ? sofar : days;
	return (figure) => floor(figure * 3n * days * 10_000n, brought * begun) - 10_000n;
}

function teamDays({ memberships }: Tables, team: string, from: Day, to: Day): bigint {
	let days = 0;
	for (let day = from; day <= to; day = addDays(day, 1))
		days += memberships.filter((m) => m.of === team && m.start <= day && day <= m.end).length;
	return BigInt(Math.max(1, days));
}

async function readTables({ pool }: Database, orgId: OrgId): Promise<Tables> {
	const read = async (text: string) => (await pool.query(text, [orgId])).rows;
	const big = (value: string | null) => (value === null ? null : BigInt(value));
	const ledger = await read(`select a.member_id as member, coalesce(t.key, a.team_id::text) as team,
		m.key as metric, a.value, a.sign, a.day::text, a.position
		from activities a join metrics m on m.id = a.metric_id
		left join teams t on t.id = a.team_id where a.org_id = $1`);
	const closings = await read(
		`select period_kind as kind, period_start::text as start, position from closings where org_id = $1`
	);
	const targets = await read(`select t.member_id as member, coalesce(m.key, 'points') as metric,
		t.period_kind as kind, t.effective_from::text as since, t.value
		from targets t left join metrics m on m.id = t.metric_id where t.org_id = $1`);
	const memberships =
		await read(`select i.member_id as member, t.key as of, starts_on::text as start,
		coalesce(ends_on::text, '9999-12-31') as end
		from team_memberships i join teams t on t.id = i.team_id where i.org_id = $1`);
	const groups = await read(`select member_id as member, group_id as of, starts_on::text as start,
		coalesce(ends_on::text, '9999-12-31') as end from group_memberships where org_id = $1`);
	return {
		ledger: ledger.map((row) => ({
			...row,
			value: BigInt(row.value),
			position: BigInt(row.position)
		})),
		closings: closings.map((row) => ({ ...row, position: BigInt(row.position) })),
		targets: targets.map((row) => ({ ...row, value: big(row.value) })),
		memberships,
		groups
	};
}

function sum(rows: readonly LedgerRow[]): bigint {
	return rows.reduce((total, { value }) => total + value, 0n);
}

function floor(value: bigint, by: bigint): bigint {
	const cut = value / by;
	return cut * by > value ? cut - 1n : cut;
}
