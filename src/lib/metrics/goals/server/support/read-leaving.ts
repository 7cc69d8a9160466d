import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import type { Leaving } from '#lib/identity/leaving.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { scopeOf } from '../../scope.ts';
import { leavingGoal } from '../../support/leaving-goal.ts';
import { goals } from '../schema.ts';
import { canGoOn, isWaitedFor } from './read-left-goals.ts';

const NAMED = 20;

/** What becomes of a member's open goals, the widest first: of at most twenty, and how many more. */
export async function readLeaving(
	{ db, clock }: Context,
	orgId: OrgId,
	memberId: MemberId
): Promise<{ goals: Leaving[]; more: number }> {
	const { timeZone } = await readOrganization(db, orgId);
	const goesOn = sql<boolean>`(${isWaitedFor} and ${canGoOn(dayIn(timeZone, clock.now()))})`;
	const theirs = and(
		eq(goals.orgId, orgId),
		or(eq(goals.ownerId, memberId), eq(goals.memberId, memberId)),
		isNull(goals.closedAt)
	);
	const rows = await db
		.select({ goal: goals, goesOn, all: sql<number>`count(*) over ()::int` })
		.from(goals)
		.where(theirs)
		.orderBy(sql`${goals.memberId} is not null`, sql`${goals.kind} = 'social'`, asc(goals.endsOn))
		.limit(NAMED);
	return {
		goals: rows.map(({ goal, goesOn }) => leavingGoal({ ...goal, scope: scopeOf(goal), goesOn })),
		more: (rows[0]?.all ?? 0) - rows.length
	};
}
