import { sql } from 'drizzle-orm';
import { daysOffOf } from '#lib/identity/preferences/server/index.ts';
import { goalsReached } from '#lib/metrics/goals/server/index.ts';
import { NONE, type BadgeId, type MemberId, type OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { workdayStreak } from '#lib/platform/workdays.ts';
import type { BadgeRuleKind } from '../badge-rule.ts';
import { NOTHING, type Measured } from '../earn.ts';
import type { RuleBadge } from './list-badges.ts';

/** Whose work is measured; without people, everybody's. */
export interface Whose {
	orgId: OrgId;
	people: readonly MemberId[] | undefined;
	/** In the organization's time zone. */
	today: Day;
	/** The organization's, as ISO weekdays. */
	workdays: readonly number[];
}

export type Measures = Map<BadgeId, Map<MemberId, Measured>>;

/** What one kind of rule makes of the work: by metric (the nil id for any) and person. */
type ByMetric = Map<string, Map<MemberId, Measured>>;

const READ: Record<
	BadgeRuleKind,
	(db: Queryable, whose: Whose, metricIds: string[]) => Promise<ByMetric>
> = {
	count: (db, whose, ids) => sums(db, whose, ids, 'sum', 'quarter'),
	record: (db, whose, ids) => sums(db, whose, ids, 'max', 'week'),
	guardrail: scored,
	goal: goalsOf,
	streak: streaks
};

/** What people's work amounts to under each rule: a query a kind of rule, however many people. */
export async function measure(
	db: Queryable,
	whose: Whose,
	rules: readonly Pick<RuleBadge, 'id' | 'rule'>[]
): Promise<Measures> {
	const kinds = [...new Set(rules.map(({ rule }) => rule.kind))];
	const measures: Measures = new Map();
	for (const kind of kinds) {
		const alike = rules.filter(({ rule }) => rule.kind === kind);
		const metricIds = [...new Set(alike.map(({ rule }) => rule.metricId ?? NONE))];
		const found = await READ[kind](db, whose, metricIds);
		for (const { id, rule } of alike)
			measures.set(id, found.get(rule.metricId ?? NONE) ?? new Map());
	}
	return measures;
}

/** Nothing, where there is no work that the rule asks about. */
export function measuredOf(measures: Measures, badgeId: BadgeId, memberId: MemberId): Measured {
	return measures.get(badgeId)?.get(memberId) ?? NOTHING;
}

interface Row {
	metric_id: string;
	member_id: MemberId;
	value: string;
}

// Totals are as exact as the ledger; the longest periods are the fewest rows.
async function sums(
	db: Queryable,
	{ orgId, people }: Whose,
	metricIds: string[],
	fold: 'sum' | 'max',
	kind: 'quarter' | 'week'
): Promise<ByMetric> {
	const found = await db.execute(sql`
		select metric_id, member_id, ${sql.raw(fold)}(value)::text as value from (
			select metric_id, member_id, sum(value) as value from totals
			where org_id = ${orgId} and period_kind = ${kind} and ${among(metricIds, people)}
			group by metric_id, member_id, period_start
		) as periods group by metric_id, member_id`);
	return byMetric(found.rows as unknown as Row[]);
}

async function scored(
	db: Queryable,
	{ orgId, people }: Whose,
	metricIds: string[]
): Promise<ByMetric> {
	const found = await db.execute(sql`
		select metric_id, member_id, sum(scored)::text as value from guarded_scores
		where org_id = ${orgId} and ${among(metricIds, people)}
		group by metric_id, member_id`);
	return byMetric(found.rows as unknown as Row[]);
}

async function goalsOf(db: Queryable, { orgId, people }: Whose): Promise<ByMetric> {
	const counts: ByMetric = new Map();
	for (const { memberId, metricId, goals } of await goalsReached(db, orgId, people))
		for (const key of new Set([metricId ?? NONE, NONE])) {
			const had = counts.get(key)?.get(memberId)?.best ?? 0n;
			put(counts, key, memberId, had + BigInt(goals));
		}
	return counts;
}

async function streaks(
	db: Queryable,
	{ orgId, people, today, workdays }: Whose,
	metricIds: string[]
): Promise<ByMetric> {
	const found = await db.execute(sql`
		select metric_id, member_id, array_agg(distinct period_start::text) as days from totals
		where org_id = ${orgId} and period_kind = 'day' and activities > 0
			and period_start <= ${today} and ${among(metricIds, people)}
		group by metric_id, member_id`);
	const rows = found.rows as unknown as (Omit<Row, 'value'> & { days: Day[] })[];
	const off = await daysOffOf(db, orgId, people, '1900-01-01', today);
	const runs: ByMetric = new Map();
	for (const { metric_id, member_id, days } of rows) {
		const { now, longest } = workdayStreak(days, today, off.get(member_id), workdays);
		put(runs, metric_id, member_id, BigInt(longest), BigInt(now));
	}
	return runs;
}

function among(metricIds: string[], people: readonly MemberId[] | undefined) {
	const those = sql`metric_id = any(${sql.param(metricIds)}::uuid[])`;
	return people ? sql`${those} and member_id = any(${sql.param([...people])}::uuid[])` : those;
}

function byMetric(rows: Row[]): ByMetric {
	const sorted: ByMetric = new Map();
	for (const { metric_id, member_id, value } of rows)
		put(sorted, metric_id, member_id, BigInt(value));
	return sorted;
}

function put(into: ByMetric, key: string, memberId: MemberId, best: bigint, now = best): void {
	const people = into.get(key) ?? new Map<MemberId, Measured>();
	into.set(key, people.set(memberId, { best, now }));
}
