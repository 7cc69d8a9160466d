import { and, asc, eq, gt } from 'drizzle-orm';
import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { isId, type GoalId, type OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';
import { GOAL_FACTS, onlyFigures } from '../../facts.ts';
import { diffGoals } from '../../diff-goals.ts';
import type { BranchState, GoalsChange } from '../../goal.ts';
import { isShown, readGoalsById, readHead } from '../read-goals.ts';
import { goals } from '../schema.ts';
import { withNewFigures, withRhythms } from '../people/shared-goals.ts';

/** How many goals of a branch come at once. */
export const BELOW_AT_ONCE = 30;

export interface Branch {
	goal: GoalId;
	/** The last goal of the part before; null for the first part. */
	after: GoalId | null;
}

/**
 * Topic `branch?after=…&goal=…`: the open goals that support one directly, `BELOW_AT_ONCE` at a time,
 * for who opens a branch of a tree that is too large to be shared. While nothing but figures moves,
 * only those of this part are read.
 */
export function branchTopic(
	context: Pick<Context, 'db' | 'clock'>
): Topic<Actor, Branch, BranchState, GoalsChange> {
	return {
		name: 'branch',
		parse: parseBranch,
		mayWatch: (viewer) => may(viewer, { may: 'goals.read' }),
		read: async (orgId, branch, earlier) => ({
			state:
				earlier && onlyFigures(earlier.moved)
					? await withNewFigures(context.db, orgId, earlier.state)
					: await readBranch(context.db, orgId, branch, context.clock.now()),
			facts: [...GOAL_FACTS]
		}),
		diff: diffGoals
	};
}

function parseBranch(params: URLSearchParams): Branch | undefined {
	const [goal, after] = [params.get('goal') ?? '', params.get('after')];
	if (!isId(goal) || (after !== null && !isId(after))) return undefined;
	if (params.size !== (after === null ? 1 : 2)) return undefined;
	return { goal: goal as GoalId, after: after as GoalId | null };
}

async function readBranch(
	db: Queryable,
	orgId: OrgId,
	{ goal, after }: Branch,
	now: Date
): Promise<BranchState> {
	const head = await readHead(db, orgId, now);
	const found = await db
		.select({ id: goals.id })
		.from(goals)
		.where(
			and(
				eq(goals.orgId, orgId),
				eq(goals.parentId, goal),
				isShown(head.today),
				after ? gt(goals.id, after) : undefined
			)
		)
		.orderBy(asc(goals.id))
		.limit(BELOW_AT_ONCE + 1);
	const ids = found.slice(0, BELOW_AT_ONCE).map(({ id }) => id);
	const part = await withRhythms(db, orgId, await readGoalsById(db, orgId, ids), now);
	return { ...head, goals: part, next: found.length > BELOW_AT_ONCE ? ids.at(-1)! : null };
}
