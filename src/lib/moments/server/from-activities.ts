import type { Organization } from '#lib/identity/organization.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { crossedBy, feedsOf, type CrossedGoal } from '#lib/metrics/goals/server/index.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { feeding } from './feeding.ts';
import { readRules } from './tuning/read-rules.ts';
import { celebrateGoals } from './steps/celebrate-goals.ts';
import { winMetrics, type WinMetrics } from './win-metrics.ts';
import { dealsWithMoney } from './wins/deals-with-money.ts';
import { draftDeal, type WinDraft } from './wins/draft-wins.ts';
import { findAssists } from './wins/find-assists.ts';
import { findWins, type Candidate, type Moved } from './wins/find-wins.ts';
import type { Ground } from './wins/gather-wins.ts';
import { goalSteps } from './wins/goal-steps.ts';
import { lateRows } from './wins/late-rows.ts';
import { readBatch, type Batch } from './wins/read-batch.ts';
import { ringWins } from './wins/ring-wins.ts';

/**
 * Rings for what the day itself brought, and for the goals it reached; rewords what was corrected.
 * Answers what to announce.
 *
 * @param known the goals they carried over their target, where somebody has asked already
 */
export async function fromActivities(
	context: Context,
	orgId: OrgId,
	ids: ActivityId[],
	known?: readonly CrossedGoal[]
): Promise<string[]> {
	const { db } = context;
	const crossed = known ?? (await crossedBy(db, orgId, ids));
	const organization = await readOrganization(db, orgId);
	const metrics = await winMetrics(db, orgId);
	const batch = await readBatch(db, orgId, metrics, ids, organization.timeZone);
	const now = context.clock.now();
	if (!batch.rows.length && !batch.candidates.length)
		return celebrateGoals(db, organization, crossed, NOTHING_FRESH, now);
	const { ground, moved } = await readGround(context, organization, batch);
	const look = (candidates: Candidate[]) => findWins(context, ground, moved, candidates);
	const fresh = batch.candidates.filter(({ mayRing }) => mayRing).map(({ draft }) => draft);
	const deals = fresh.filter(({ deal }) => deal);
	const wins = await look(batch.candidates);
	wins.push(...(await findAssists(context, ground, metrics, deals)));
	const rang = await ringWins(db, organization, ground.settings, wins);
	const ringing = { rows: batch.rows, feeding: moved.fed, steps: moved.steps };
	const reached = await celebrateGoals(db, organization, crossed, ringing, now);
	const late = await moneySince(context, organization, metrics, deals);
	const completed = await ringWins(db, organization, ground.settings, await look(late));
	return [...(rang || completed ? ['moments'] : []), ...reached];
}

const NOTHING_FRESH: Parameters<typeof celebrateGoals>[3] = {
	rows: [],
	feeding: () => [],
	steps: ({ id, value }) => ({ id, before: value, after: value })
};

/** What the batch is looked at with, as it stood when each of its wins came in. */
async function readGround(
	{ db }: Context,
	organization: Organization,
	{ rows, candidates }: Batch
): Promise<{ ground: Ground; moved: Moved }> {
	const orgId = organization.id;
	const drafts = candidates.map(({ draft }) => draft);
	// Each win is told as it stood when the last of its entries came in.
	const told = drafts.flatMap(({ row, works }) => [row, ...works.map(({ rows }) => rows.at(-1)!)]);
	const all = [...rows, ...told];
	const days = all.map(({ day }) => day).sort();
	const metricIds = [...new Set(all.map(({ metricId }) => metricId))];
	const asked = [...rows, ...drafts.map(({ row }) => row)];
	// Of one moment: what came in between would be taken off goals that do not hold it yet.
	const { fed, leading, late } = await db.transaction(
		async (tx) => {
			const fed = await feeding(tx, orgId, asked);
			const goals = new Set(asked.flatMap(fed).map(({ id }) => id));
			const leading = await feedsOf(tx, orgId, [...goals]);
			const sizes = new Set([...leading.values()].flat().flatMap(({ atLeast }) => atLeast ?? []));
			return { fed, leading, late: await lateRows(tx, orgId, all, metricIds, [...sizes]) };
		},
		{ isolationLevel: 'repeatable read', accessMode: 'read only' }
	);
	const known = await listMetrics(db, orgId, days.at(-1)!);
	const settings = await readRules(db, orgId);
	const steps = goalSteps(leading, late);
	const metrics = new Map(known.map((metric) => [metric.id, metric]));
	return { ground: { db, organization, metrics, settings, late }, moved: { fed, steps } };
}

/** Deals whose money came in while they were looked at: its own job found no moment to complete. */
async function moneySince(
	{ db }: Context,
	{ id }: Organization,
	metrics: WinMetrics,
	deals: WinDraft[]
): Promise<Candidate[]> {
	const without = deals.flatMap(({ deal, works }) => (deal && works.length === 1 ? [deal] : []));
	const wins = await dealsWithMoney(db, id, metrics, without);
	return wins
		.filter(({ money }) => money)
		.map((win) => ({ draft: draftDeal(win), mayRing: false }));
}
