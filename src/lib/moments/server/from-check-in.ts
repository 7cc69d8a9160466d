import { and, eq } from 'drizzle-orm';
import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import { goals } from '#lib/metrics/goals/server/index.ts';
import { NONE } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Fact } from './fact.ts';
import { goalMoment } from './goal-moment.ts';

/** Rings when a tap carries a goal over the line. */
export async function fromCheckIn(
	context: Context,
	fact: Extract<Fact, { kind: 'check-in' }>
): Promise<boolean> {
	const { orgId, goalId, memberId } = fact;
	const { db } = context;
	const [goal] = await db
		.select()
		.from(goals)
		.where(and(eq(goals.orgId, orgId), eq(goals.id, goalId)));
	const before = BigInt(fact.before);
	const after = BigInt(fact.after);
	if (!goal || before >= goal.target || after < goal.target) return false;
	const at = context.clock.now();
	const { timeZone } = await readOrganization(db, orgId);
	const person = await readPerson(db, orgId, memberId, dayIn(timeZone, at));
	const scope = goal.memberId ? 'member' : goal.teamId ? 'team' : 'organization';
	return goalMoment(db, orgId, {
		goal: { id: goalId, scope },
		step: { id: goalId, before, after },
		memberId,
		teamId: person?.teamId ?? NONE,
		at
	});
}
