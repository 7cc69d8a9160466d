import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { runNamed } from '#lib/platform/server/named-statement.ts';
import type { Goal, GoalsState } from '../../goal.ts';
import { isShown, readGoalsById, readHead } from '../read-goals.ts';
import { readRhythms } from '../taps/read-rhythms.ts';
import { goals } from '../schema.ts';

/** How many goals every screen of an organization holds at most; the rest opens branch by branch. */
export const SHARED_AT_MOST = 400;

/**
 * The open goals that everybody's screens share. As long as they are few these are all; beyond that
 * the widest (the organization's, the teams', then those of a few), the soonest end first, and nobody's
 * own, with how many hang below each unseen.
 */
export async function readShared(db: Queryable, orgId: OrgId, now: Date): Promise<GoalsState> {
	const head = await readHead(db, orgId, now);
	const { ids, whole } = await widest(db, orgId, head.today);
	const shared = await withRhythms(db, orgId, await readGoalsById(db, orgId, ids), now);
	if (whole) return { ...head, goals: shared };
	return { ...head, goals: shared, apart: await countApart(db, orgId, ids, head.today) };
}

/** Goals with the rhythm of their days, so that a screen can say how they will end. */
export async function withRhythms(
	db: Queryable,
	orgId: OrgId,
	found: Goal[],
	now: Date
): Promise<Goal[]> {
	const rhythms = await readRhythms(db, orgId, found, now);
	return found.map((goal) => {
		const rhythm = rhythms[goal.id];
		return rhythm ? { ...goal, rhythm } : goal;
	});
}

/**
 * The same state with the figures that have moved since: one query that answers those goals alone,
 * whatever the number of goals. The same object where none has.
 */
export async function withNewFigures<State extends GoalsState>(
	db: Queryable,
	orgId: OrgId,
	state: State
): Promise<State> {
	const had = state.goals;
	if (!had.length) return state;
	const statement = sql`
		select p.goal_id as id, p.value::text as value
		from unnest(
			${sql.param(had.map(({ id }) => id))}::uuid[],
			${sql.param(had.map(({ value }) => value))}::bigint[]
		) as had(id, value)
		join goal_progress p on p.org_id = ${orgId} and p.goal_id = had.id
		where p.value <> had.value`;
	const found = await runNamed<{ id: GoalId; value: string }>(db, 'read-new-figures', statement);
	const moved = new Map(found.map(({ id, value }) => [id, value]));
	if (!moved.size) return state;
	const now = (goal: Goal) => {
		const value = moved.get(goal.id);
		return value === undefined ? goal : { ...goal, value };
	};
	return { ...state, goals: had.map(now) };
}

async function widest(
	db: Queryable,
	orgId: OrgId,
	today: string
): Promise<{ ids: GoalId[]; whole: boolean }> {
	const rows = await db
		.select({
			id: goals.id,
			isOwn: sql<boolean>`${goals.memberId} is not null`,
			all: sql<number>`count(*) over ()::int`
		})
		.from(goals)
		.where(and(eq(goals.orgId, orgId), isShown(today)))
		.orderBy(WIDTH, goals.endsOn, goals.id)
		.limit(SHARED_AT_MOST);
	const whole = (rows[0]?.all ?? 0) <= SHARED_AT_MOST;
	return { ids: rows.filter(({ isOwn }) => whole || !isOwn).map(({ id }) => id), whole };
}

const WIDTH = sql`case
	when ${goals.memberId} is not null then 3
	when ${goals.kind} = 'social' then 2
	when ${goals.teamId} is not null then 1 else 0 end`;

async function countApart(
	db: Queryable,
	orgId: OrgId,
	ids: GoalId[],
	today: string
): Promise<Record<GoalId, number>> {
	if (!ids.length) return {};
	const rows = await db
		.select({ id: goals.parentId, open: sql<number>`count(*)::int` })
		.from(goals)
		.where(
			and(
				eq(goals.orgId, orgId),
				isShown(today),
				inArray(goals.parentId, ids),
				notInArray(goals.id, ids)
			)
		)
		.groupBy(goals.parentId)
		.orderBy(goals.parentId);
	return Object.fromEntries(rows.map(({ id, open }) => [id!, open]));
}
