import { and, eq, inArray, sql } from 'drizzle-orm';
import { NONE, type MemberId, type MetricId, type OrgId } from '#lib/platform/ids.ts';
import { periodOf, type Day } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { retried, type Queryable } from '#lib/platform/server/database.ts';
import {
	listOrganizations,
	members,
	noteChange,
	readOrganization,
	type Organization
} from '#lib/identity/server/index.ts';
import { scoringRule } from '../prepare.ts';
import { changesWith, windowsOf } from './guards/guard-windows.ts';
import { guardsOf, type Guard } from './guards/guards.ts';
import { keepScores } from './guards/keep-scores.ts';
import { holdLedger } from './ledger-lock.ts';
import { totals } from './schema.ts';

/** People whose totals are computed by one statement, so that a big organization hears how far it is. */
const AT_ONCE = 250;
const CHANGES_AT_ONCE = 5_000;

type Progress = (sentence: string) => void;

/**
 * Computes every total anew from the ledger, organization by organization, each in one transaction
 * that keeps its new activities waiting meanwhile; other organizations go on recording. The audit
 * trail of each gets a line. Answers how many totals stand.
 */
export async function rebuildTotals(
	context: Context,
	progress: Progress = () => {}
): Promise<number> {
	let totals = 0;
	for (const organization of await listOrganizations(context.db)) {
		const rebuilt = await retried(() =>
			context.db.transaction(async (tx) => {
				const rebuilt = await rebuildOrganization(tx, organization, progress);
				await noteRebuild(tx, organization.id, rebuilt, context.clock.now());
				return rebuilt;
			})
		);
		progress(`${organization.name}: ${rebuilt.toLocaleString('en')} totals.`);
		totals += rebuilt;
		context.announce(organization.id, ['*']);
	}
	return totals;
}

function noteRebuild(tx: Queryable, orgId: OrgId, rebuilt: number, at: Date): Promise<void> {
	const words = `${rebuilt.toLocaleString('en')} totals, as the activities have them`;
	return noteChange(tx, {
		orgId,
		at,
		by: 'cli',
		kind: 'rebuild',
		subject: 'totals',
		before: null,
		after: { words },
		effectiveFrom: null
	});
}

export async function rebuildOrganization(
	tx: Queryable,
	{ id }: Pick<Organization, 'id'>,
	progress: Progress = () => {}
): Promise<number> {
	await holdLedger(tx, id);
	// Its calendar may have been changed while this waited.
	const organization = await readOrganization(tx, id);
	const { name } = organization;
	await tx.execute(sql`delete from guarded_scores where org_id = ${id}`);
	await tx.execute(sql`delete from totals where org_id = ${id}`);
	const ground: Ground = {
		orgId: id,
		calendar: await calendarOfLedger(tx, organization),
		factors: await factorsOfRules(tx, organization),
		guards: await guardsOf(tx, id)
	};
	const people = ground.calendar.length ? await peopleOf(tx, id) : [];
	let rebuilt = 0;
	for (let done = 0; done < people.length; done += AT_ONCE) {
		if (done)
			progress(
				`${name}: ${done.toLocaleString('en')} of ${people.length.toLocaleString('en')} people.`
			);
		const some = people.slice(done, done + AT_ONCE);
		rebuilt += await sumUp(tx, ground, some);
		await weighAll(tx, ground, some);
	}
	return rebuilt;
}

interface Ground {
	orgId: OrgId;
	calendar: Awaited<ReturnType<typeof calendarOfLedger>>;
	factors: Awaited<ReturnType<typeof factorsOfRules>>;
	guards: Guard[];
}

async function sumUp(
	tx: Queryable,
	{ orgId, calendar, factors }: Ground,
	people: MemberId[]
): Promise<number> {
	const column = (values: unknown[]) => sql.param(values);
	const result = await tx.execute(sql`
		with periods as (
			select * from unnest(${column(calendar.map((d) => d.day))}::date[],
				${column(calendar.map((d) => d.week))}::date[], ${column(calendar.map((d) => d.month))}::date[],
				${column(calendar.map((d) => d.quarter))}::date[]) as p(day, week, month, quarter)
		), rules as (
			select * from unnest(${column(factors.map((f) => f.metricId))}::uuid[],
				${column(factors.map((f) => f.version))}::int[], ${column(factors.map((f) => f.factor))}::bigint[],
				${column(factors.map((f) => f.cap))}::bigint[]) as r(metric_id, rule_version, factor, cap)
		), days as (
			select metric_id, rule_version, day, member_id, team_id,
				sum(value) as value, sum(sign)::int as activities, count(*)::int as entries
			from activities where org_id = ${orgId} and member_id = any(${column(people)}::uuid[])
			group by 1, 2, 3, 4, 5
		), scored as (
			select d.*, least(d.value, r.cap) * r.factor as points, p.week, p.month, p.quarter
			from days d join rules r using (metric_id, rule_version) join periods p using (day)
		)
		insert into totals
		select ${orgId}::uuid, w.metric_id, w.kind, w.start, s.member_id, s.team_id,
			sum(w.value)::bigint, sum(s.activities)::int, sum(s.entries)::int
		from scored s cross join lateral (values
			(s.metric_id, 'day', s.day, s.value), (s.metric_id, 'week', s.week, s.value),
			(s.metric_id, 'month', s.month, s.value), (s.metric_id, 'quarter', s.quarter, s.value),
			(${NONE}::uuid, 'day', s.day, s.points), (${NONE}::uuid, 'week', s.week, s.points),
			(${NONE}::uuid, 'month', s.month, s.points), (${NONE}::uuid, 'quarter', s.quarter, s.points)
		) as w(metric_id, kind, start, value)
		group by w.metric_id, w.kind, w.start, s.member_id, s.team_id`);
	return result.rowCount ?? 0;
}

// What scores of guarded work, added to the points that have just been summed up without it.
async function weighAll(
	tx: Queryable,
	{ orgId, guards }: Ground,
	people: MemberId[]
): Promise<void> {
	const metricIds = guards.flatMap(({ metricId, outcomeId }) => [metricId, outcomeId]);
	if (!metricIds.length) return;
	const days = await tx
		.select()
		.from(totals)
		.where(
			and(
				eq(totals.orgId, orgId),
				inArray(totals.memberId, people),
				inArray(totals.metricId, metricIds),
				eq(totals.periodKind, 'day')
			)
		);
	const done = days.map((row) => ({
		...row,
		metricId: row.metricId as MetricId,
		day: row.periodStart
	}));
	const changes = changesWith(windowsOf(done, guards), done, guards);
	for (let at = 0; at < changes.length; at += CHANGES_AT_ONCE)
		await keepScores(tx, changes.slice(at, at + CHANGES_AT_ONCE));
}

async function peopleOf(tx: Queryable, orgId: OrgId): Promise<MemberId[]> {
	const found = await tx
		.select({ id: members.id })
		.from(members)
		.where(eq(members.orgId, orgId))
		.orderBy(members.id);
	return found.map(({ id }) => id);
}

async function calendarOfLedger(tx: Queryable, organization: Organization) {
	const result = await tx.execute(
		sql`select distinct day::text as day from activities where org_id = ${organization.id}`
	);
	return (result.rows as { day: Day }[]).map(({ day }) => ({
		day,
		week: periodOf('week', day, organization).start,
		month: periodOf('month', day, organization).start,
		quarter: periodOf('quarter', day, organization).start
	}));
}

async function factorsOfRules(tx: Queryable, { id, currency }: { id: OrgId; currency: string }) {
	const result = await tx.execute(sql`
		select metric_id, version, points_per_unit, daily_cap, unit,
			guardrail_id is not null and guardrail_allows is not null as guarded
		from metric_rules join metrics k on k.org_id = metric_rules.org_id and k.id = metric_id
		where k.org_id = ${id}`);
	type Row = {
		metric_id: string;
		version: number;
		points_per_unit: string;
		daily_cap: string | null;
		unit: Unit;
		guarded: boolean;
	};
	return (result.rows as Row[]).map((row) => ({
		metricId: row.metric_id,
		version: row.version,
		// Guarded work scores nothing by itself.
		factor: row.guarded ? 0n : scoringRule(row.points_per_unit, null, row.unit, currency).factor,
		cap: row.daily_cap
	}));
}
