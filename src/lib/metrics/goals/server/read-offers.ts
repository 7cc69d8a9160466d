import { and, eq, inArray } from 'drizzle-orm';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { isReached, type Goal } from '../goal.ts';
import { nextStep, type NextStep } from '../ahead/next-step.ts';
import { readRhythms } from './taps/read-rhythms.ts';
import { goalOffers, goals } from './schema.ts';

/**
 * The next step on offer for each of these goals that was reached early, from how its own days went.
 * None where one was left or taken before, where a goal has all its steps, or where the goal above
 * leaves no more to take on.
 */
export async function readOffers(
	db: Queryable,
	orgId: OrgId,
	of: Goal[],
	now: Date
): Promise<Map<GoalId, NextStep>> {
	const reached = of.filter((goal) => isReached(goal) && !goal.closedAt && goal.further.length < 2);
	if (!reached.length) return new Map();
	const answered = await readAnswered(db, orgId, reached);
	const asked = reached.filter(({ id }) => !answered.has(id));
	const { timeZone, currency, workdays } = await readOrganization(db, orgId);
	const today = dayIn(timeZone, now);
	const rhythms = await readRhythms(db, orgId, asked, now);
	const ceilings = await readCeilings(db, orgId, asked);
	const offers = new Map<GoalId, NextStep>();
	for (const goal of asked) {
		const step = nextStep(goal, rhythms[goal.id], today, currency, workdays);
		const most = ceilings.get(goal.id);
		if (step && (most === undefined || step.target <= most)) offers.set(goal.id, step);
	}
	return offers;
}

async function readAnswered(db: Queryable, orgId: OrgId, of: Goal[]): Promise<Set<GoalId>> {
	const rows = await db
		.select({ id: goalOffers.goalId })
		.from(goalOffers)
		.where(
			and(
				eq(goalOffers.orgId, orgId),
				inArray(
					goalOffers.goalId,
					of.map(({ id }) => id)
				)
			)
		);
	return new Set(rows.map(({ id }) => id));
}

/** What the goal above lets each of these take on at most; those without such a bound are left out. */
async function readCeilings(db: Queryable, orgId: OrgId, of: Goal[]): Promise<Map<GoalId, bigint>> {
	const parents = of.flatMap(({ parentId }) => parentId ?? []);
	if (!parents.length) return new Map();
	const rows = await db
		.select({ id: goals.id, metricId: goals.metricId, most: goals.commitTo })
		.from(goals)
		.where(and(eq(goals.orgId, orgId), inArray(goals.id, [...parents, ...of.map(({ id }) => id)])));
	const known = new Map(rows.map((row) => [row.id, row]));
	return new Map(
		of.flatMap(({ id, parentId }): [GoalId, bigint][] => {
			const above = parentId ? known.get(parentId) : undefined;
			const same = above?.metricId && above.metricId === known.get(id)?.metricId;
			return same && above.most !== null ? [[id, above.most]] : [];
		})
	);
}
