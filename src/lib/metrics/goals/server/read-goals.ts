import { and, asc, eq, gte, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { calendarOf } from '#lib/identity/organization.ts';
import { members, readOrganization, teams } from '#lib/identity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import { addDays, type Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Horizon } from '#lib/metrics/metric.ts';
import type { Goal, GoalOwner, GoalPerson, GoalsState } from '../goal.ts';
import { readGoalPeople } from './people/read-goal-people.ts';
import { goals } from './schema.ts';
import { goalProgress } from './progress/schema.ts';
import { scopeOf } from './stored-goals.ts';

// A goal that ended is still looked at, and closed; then it makes room by itself.
export const KEPT_AFTER_END = 7;

/** The organization's open goals with their progress; those that ended, for a week more. */
export async function readGoals(db: Queryable, orgId: OrgId, now: Date): Promise<GoalsState> {
	const head = await readHead(db, orgId, now);
	return { ...head, goals: await select(db, orgId, isShown(head.today)) };
}

/** What the words about goals depend on, beside the goals. */
export async function readHead(
	db: Queryable,
	orgId: OrgId,
	now: Date
): Promise<Omit<GoalsState, 'goals'>> {
	const organization = await readOrganization(db, orgId);
	return {
		today: dayIn(organization.timeZone, now),
		currency: organization.currency,
		calendar: calendarOf(organization),
		workdays: organization.workdays
	};
}

/** Open, and not over for more than a week. */
export function isShown(today: Day): SQL {
	return and(isNull(goals.closedAt), gte(goals.endsOn, addDays(today, -KEPT_AFTER_END)))!;
}

/** These goals, by their ids' order. */
export async function readGoalsById(
	db: Queryable,
	orgId: OrgId,
	ids: readonly GoalId[]
): Promise<Goal[]> {
	return ids.length ? select(db, orgId, inArray(goals.id, [...ids])) : [];
}

/** One goal, open or closed; undefined for another organization's. */
export async function readGoal(db: Queryable, orgId: OrgId, id: GoalId): Promise<Goal | undefined> {
	return (await select(db, orgId, eq(goals.id, id)))[0];
}

const owners = alias(members, 'owners');
const wanted = alias(goals, 'wanted');
const asked = alias(members, 'asked');

async function select(db: Queryable, orgId: OrgId, which: SQL | undefined): Promise<Goal[]> {
	const rows = await db
		.select({
			goal: goals,
			value: goalProgress.value,
			setOn: sql<Day>`(${goals.createdAt} at time zone (select o.time_zone from organizations o
				where o.id = ${orgId}))::date::text`,
			metric: { key: metrics.key, name: metrics.name, unit: metrics.unit },
			team: { id: teams.id, name: teams.name, colour: teams.colour },
			member: { id: members.id, name: members.name, colour: members.colour },
			owner: {
				...{ id: owners.id, name: owners.name, colour: owners.colour },
				leftAt: owners.leftAt
			},
			wanted: { id: wanted.id, title: wanted.title, asked: asked.name },
			// The rule that holds now; a goal looks forward.
			horizon: sql<Horizon | null>`(select r.horizon from metric_rules r
				where r.org_id = ${goals.orgId} and r.metric_id = ${goals.metricId}
				order by r.effective_from desc limit 1)`
		})
		.from(goals)
		.leftJoin(
			goalProgress,
			and(eq(goalProgress.orgId, goals.orgId), eq(goalProgress.goalId, goals.id))
		)
		.leftJoin(metrics, and(eq(metrics.orgId, goals.orgId), eq(metrics.id, goals.metricId)))
		.leftJoin(teams, and(eq(teams.orgId, goals.orgId), eq(teams.id, goals.teamId)))
		.leftJoin(members, and(eq(members.orgId, goals.orgId), eq(members.id, goals.memberId)))
		.leftJoin(owners, and(eq(owners.orgId, goals.orgId), eq(owners.id, goals.ownerId)))
		.leftJoin(wanted, and(eq(wanted.orgId, goals.orgId), eq(wanted.id, goals.wantedId)))
		.leftJoin(
			asked,
			and(eq(asked.orgId, wanted.orgId), eq(asked.id, wanted.ownerId), isNull(asked.leftAt))
		)
		.where(and(eq(goals.orgId, orgId), which))
		.orderBy(asc(goals.id));
	const pods = rows.map(({ goal }) => goal).filter((goal) => scopeOf(goal) === 'pod');
	const people = await readGoalPeople(
		db,
		orgId,
		pods.map(({ id }) => id)
	);
	return rows.map((row) => shown(row, people.get(row.goal.id) ?? []));
}

interface Row {
	goal: typeof goals.$inferSelect;
	value: bigint | null;
	setOn: Day;
	metric: { key: string; name: string; unit: Goal['unit'] } | null;
	team: Goal['team'];
	member: GoalPerson | null;
	owner: (GoalPerson & { leftAt: Date | null }) | null;
	wanted: NonNullable<Goal['wanted']>;
	horizon: Horizon | null;
}

function shown(row: Row, people: GoalPerson[]): Goal {
	const { goal, setOn, team, member, owner } = row;
	return {
		id: goal.id,
		kind: goal.kind,
		scope: scopeOf(goal),
		title: goal.title,
		why: goal.why,
		...measured(row),
		startsOn: goal.startsOn,
		endsOn: goal.endsOn,
		setOn,
		team,
		member,
		people,
		isOpen: goal.isOpen,
		owner: owner && ownerOf(owner),
		commit: { from: text(goal.commitFrom), to: text(goal.commitTo) },
		state: goal.agreedAt ? 'agreed' : goal.declinedAt ? 'declined' : 'proposed',
		parentId: goal.parentId,
		wanted: wantedOf(row),
		closedAt: goal.closedAt?.toISOString() ?? null,
		learned: goal.learned
	};
}

// On its own it would be nobody's to answer for but whoever sets goals there.
function wantedOf({ goal, wanted }: Row): Goal['wanted'] {
	if (!goal.wantedId) return null;
	return goal.wantedId === goal.id ? { id: null, title: null, asked: null } : wanted;
}

function ownerOf({ leftAt, ...owner }: NonNullable<Row['owner']>): GoalOwner {
	return leftAt ? { ...owner, left: true } : owner;
}

function measured({ goal, value, metric, horizon }: Row) {
	return {
		measure: goal.measure,
		metric: metric && { key: metric.key, name: metric.name },
		horizon: metric && horizon,
		segment: goal.segment,
		atLeast: text(goal.atLeast),
		unit: metric?.unit ?? ('count' as const),
		start: String(goal.startValue),
		target: String(goal.target),
		further: [goal.secondTarget, goal.thirdTarget].filter((step) => step !== null).map(String),
		value: String(value ?? goal.startValue)
	};
}

function text(quantity: bigint | null): string | null {
	return quantity === null ? null : String(quantity);
}
