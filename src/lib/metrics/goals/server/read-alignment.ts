import { sql } from 'drizzle-orm';
import { calendarOf } from '#lib/identity/organization.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { scoringRule } from '#lib/metrics/activity/prepare.ts';
import { pointsOfDay } from '#lib/metrics/score.ts';
import {
	NONE,
	type GoalId,
	type MemberId,
	type MetricId,
	type OrgId,
	type TeamId
} from '#lib/platform/ids.ts';
import { periodOf, type Day, type Period } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { alignmentOf, type Aim, type Alignment, type Work } from '../alignment.ts';
import type { GoalKind } from '../goal.ts';

/**
 * How much of a member's points of this week feeds an organizational goal, and the work that feeds
 * none. For the member's own eyes and never to rank people by.
 */
export async function readAlignment(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	now: Date
): Promise<Alignment> {
	const organization = await readOrganization(db, orgId);
	const { currency, timeZone } = organization;
	const week = periodOf('week', dayIn(timeZone, now), calendarOf(organization));
	const work = await readWork(db, orgId, memberId, week, currency);
	return alignmentOf(work, await readAims(db, orgId, week, timeZone));
}

interface WorkRow {
	metric_id: MetricId;
	key: string;
	name: string;
	unit: Unit;
	day: Day;
	team_id: TeamId;
	value: string;
	activities: number;
	points_per_unit: string;
	daily_cap: string | null;
}

// By day, because a daily cap and the rule's version decide what a day is worth. Not what scored of
// it: work that waits for its outcome is work all the same.
async function readWork(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	week: Period,
	currency: string
): Promise<Work[]> {
	const found = await db.execute(sql`
		select t.metric_id, m.key, m.name, m.unit, t.period_start::text as day, t.team_id, t.value,
			t.activities, r.points_per_unit, r.daily_cap
		from totals t
		join metrics m on m.org_id = t.org_id and m.id = t.metric_id
		join lateral (
			select points_per_unit, daily_cap from metric_rules r
			where r.org_id = t.org_id and r.metric_id = t.metric_id and r.effective_from <= t.period_start
			order by r.effective_from desc limit 1
		) r on true
		where t.org_id = ${orgId} and t.member_id = ${memberId} and t.period_kind = 'day'
			and t.metric_id <> ${NONE} and t.period_start between ${week.start} and ${week.end}`);
	return (found.rows as unknown as WorkRow[]).map((row) => ({
		metricId: row.metric_id,
		metric: { key: row.key, name: row.name, unit: row.unit },
		day: row.day,
		memberId,
		teamId: row.team_id,
		value: BigInt(row.value),
		points: pointsOfDay(BigInt(row.value), ruleOf(row, currency)),
		activities: row.activities
	}));
}

function ruleOf(row: WorkRow, currency: string) {
	const cap = row.daily_cap === null ? null : BigInt(row.daily_cap);
	return scoringRule(row.points_per_unit, cap, row.unit, currency);
}

interface AimRow {
	id: GoalId;
	kind: GoalKind;
	metric_id: MetricId | null;
	starts_on: Day;
	ends_on: Day;
	team_id: TeamId | null;
	member_id: MemberId | null;
	parent_id: GoalId | null;
}

// All goals, because a chain may lead over one that is closed; a closed one is fed until that day.
async function readAims(
	db: Queryable,
	orgId: OrgId,
	week: Period,
	timeZone: string
): Promise<Aim[]> {
	const found = await db.execute(sql`
		select id, kind, metric_id, starts_on::text, team_id, member_id, parent_id,
			least(ends_on, (closed_at at time zone ${timeZone})::date)::text as ends_on
		from goals where org_id = ${orgId} and starts_on <= ${week.end}`);
	return (found.rows as unknown as AimRow[]).map((row) => ({
		id: row.id,
		kind: row.kind,
		metricId: row.metric_id,
		startsOn: row.starts_on,
		endsOn: row.ends_on,
		teamId: row.team_id,
		memberId: row.member_id,
		parentId: row.parent_id
	}));
}
