import { and, desc, eq, inArray, isNotNull, lt, or } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import { addDays } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Goal } from '../../goal.ts';
import { KEPT_AFTER_END, readGoalsById, readHead } from '../read-goals.ts';
import { goals } from '../schema.ts';

const SHOWN = 100;

/** A goal that is closed or long over, and what it supported. */
export interface PastGoal {
	goal: Goal;
	supported: { id: GoalId; title: string } | null;
}

/** The latest goals that are closed or long over, for everybody in the organization. */
export async function openPastGoals({ db, clock }: Context, actor: MemberActor) {
	const { orgId } = actor;
	const frame = await readHead(db, orgId, clock.now());
	const over = lt(goals.endsOn, addDays(frame.today, -KEPT_AFTER_END));
	const rows = await db
		.select({ id: goals.id })
		.from(goals)
		.where(and(eq(goals.orgId, orgId), or(isNotNull(goals.closedAt), over)))
		.orderBy(desc(goals.endsOn), desc(goals.id))
		.limit(SHOWN);
	const ids = rows.map(({ id }) => id);
	const known = new Map((await readGoalsById(db, orgId, ids)).map((goal) => [goal.id, goal]));
	return { past: await withParents(db, orgId, ids, known), frame };
}

async function withParents(
	db: Queryable,
	orgId: OrgId,
	ids: GoalId[],
	known: Map<GoalId, Goal>
): Promise<PastGoal[]> {
	const past = ids.flatMap((id) => known.get(id) ?? []);
	const parentIds = past.flatMap(({ parentId }) => parentId ?? []);
	const rows = parentIds.length
		? await db
				.select({ id: goals.id, title: goals.title })
				.from(goals)
				.where(and(eq(goals.orgId, orgId), inArray(goals.id, parentIds)))
		: [];
	const parents = new Map(rows.map((row) => [row.id, row]));
	return past.map((goal) => ({
		goal,
		supported: goal.parentId ? (parents.get(goal.parentId) ?? null) : null
	}));
}
