import { and, asc, eq, gte, isNull, type SQL } from 'drizzle-orm';
import { calendarOf } from '#lib/identity/organization.ts';
import { members, readOrganization, teams } from '#lib/identity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import { addDays, type Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Goal, GoalsState } from '../goal.ts';
import { goalProgress, goals } from './schema.ts';
import { scopeOf } from './stored-goals.ts';

// A goal that ended is still looked at, and closed; then it makes room by itself.
const KEPT_AFTER_END = 7;

/** The organization's open goals with their progress; those that ended, for a week more. */
export async function readGoals(db: Queryable, orgId: OrgId, now: Date): Promise<GoalsState> {
	const organization = await readOrganization(db, orgId);
	const today = dayIn(organization.timeZone, now);
	return {
		today,
		currency: organization.currency,
		calendar: calendarOf(organization),
		goals: await select(
			db,
			orgId,
			and(isNull(goals.closedAt), gte(goals.endsOn, addDays(today, -KEPT_AFTER_END)))
		)
	};
}

/** One goal, open or closed; undefined for another organization's. */
export async function readGoal(db: Queryable, orgId: OrgId, id: GoalId): Promise<Goal | undefined> {
	return (await select(db, orgId, eq(goals.id, id)))[0];
}

/** Every goal there ever was, open and closed. */
export async function readAllGoals(db: Queryable, orgId: OrgId): Promise<Goal[]> {
	return select(db, orgId, undefined);
}

/** Goals that are closed or long over, the latest end first. */
export async function readPastGoals(db: Queryable, orgId: OrgId, today: Day): Promise<Goal[]> {
	const all = await readAllGoals(db, orgId);
	return all
		.filter((goal) => goal.closedAt || goal.endsOn < addDays(today, -KEPT_AFTER_END))
		.sort((a, b) => (a.endsOn < b.endsOn ? 1 : -1));
}

async function select(db: Queryable, orgId: OrgId, which: SQL | undefined): Promise<Goal[]> {
	const rows = await db
		.select({
			goal: goals,
			value: goalProgress.value,
			metric: { key: metrics.key, name: metrics.name, unit: metrics.unit },
			team: { id: teams.id, name: teams.name, colour: teams.colour },
			member: { id: members.id, name: members.name, colour: members.colour }
		})
		.from(goals)
		.leftJoin(
			goalProgress,
			and(eq(goalProgress.orgId, goals.orgId), eq(goalProgress.goalId, goals.id))
		)
		.leftJoin(metrics, and(eq(metrics.orgId, goals.orgId), eq(metrics.id, goals.metricId)))
		.leftJoin(teams, and(eq(teams.orgId, goals.orgId), eq(teams.id, goals.teamId)))
		.leftJoin(members, and(eq(members.orgId, goals.orgId), eq(members.id, goals.memberId)))
		.where(and(eq(goals.orgId, orgId), which))
		.orderBy(asc(goals.id));
	return rows.map(shown);
}

interface Row {
	goal: typeof goals.$inferSelect;
	value: bigint | null;
	metric: { key: string; name: string; unit: Goal['unit'] } | null;
	team: Goal['team'];
	member: Goal['member'];
}

function shown({ goal, value, metric, team, member }: Row): Goal {
	return {
		id: goal.id,
		kind: goal.kind,
		scope: scopeOf(goal),
		title: goal.title,
		why: goal.why,
		measure: goal.measure,
		metric: metric && { key: metric.key, name: metric.name },
		unit: metric?.unit ?? 'count',
		target: String(goal.target),
		value: String(value ?? 0n),
		startsOn: goal.startsOn,
		endsOn: goal.endsOn,
		team,
		member,
		parentId: goal.parentId,
		closedAt: goal.closedAt?.toISOString() ?? null
	};
}
