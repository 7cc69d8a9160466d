import {
	awardEarned,
	awardPast,
	awardTapped,
	type Corrected,
	type Introduced
} from '#lib/badges/server/index.ts';
import { crossedBy, finishHelps, type CrossedGoal } from '#lib/metrics/goals/server/index.ts';
import { findFlags } from '#lib/metrics/questions/server/index.ts';
import { findMoments, retryRule, type Fact, type Retry } from '#lib/moments/server/index.ts';
import { speak } from '#lib/recognition/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { gathered } from '#lib/platform/server/gathered.ts';
import type { Tasks } from '#lib/platform/server/jobs.ts';
import { rest } from './rest.ts';

/** What a round looks at has to fit into memory, and into a few seconds where each of them rings. */
const ACTIVITIES_A_ROUND = 10_000;

/** What may bring a goal back on its pace. */
const MOVES_GOALS = new Set<Fact['kind']>(['activities', 'check-in', 'goals']);

type Recorded = Extract<Fact, { kind: 'activities' }>;

/**
 * What follows from a fact once it is committed, a line each. Every reaction runs at least once and
 * guards its effects by a unique key; one that throws is tried again and stops nobody else. Once
 * `stopping`, what is under way is done without a rest.
 */
export function reactions(context: Context, stopping?: AbortSignal): Tasks {
	const follow = async (fact: Fact) => {
		const crossed = await crossedIn(context, fact);
		await findMoments(context, fact, speak, crossed);
		// After the moments: a badge joins the one that the same work made.
		if (fact.kind === 'activities') await awardEarned(context, fact.orgId, fact.ids, crossed);
		if (fact.kind === 'check-in') await awardTapped(context, fact);
		await findFlags(context, fact);
		if (MOVES_GOALS.has(fact.kind)) await finishHelps(context, fact.orgId);
	};
	// A busy hour brings hundreds of batches a second: an organization's are looked at together.
	const followRecorded = gathered<Recorded>(
		({ orgId }) => orgId,
		([first, ...more]) => follow({ ...first!, ids: [first!, ...more].flatMap(({ ids }) => ids) }),
		{
			rest: (tookMs, size) => rest(tookMs, size, stopping),
			most: ACTIVITIES_A_ROUND,
			sizeOf: ({ ids }) => ids.length
		}
	);
	return {
		react: async (payload) => {
			const fact = payload as Fact;
			await (fact.kind === 'activities' ? followRecorded(fact) : follow(fact));
		},
		'award-past': (payload) => awardPast(context, payload as Introduced),
		'award-corrected': (payload) => {
			const { orgId, ids } = payload as Corrected;
			return awardEarned(context, orgId, ids);
		},
		'retry-rule': (payload) => retryRule(context, payload as Retry)
	};
}

/** Asked once for all who react to goals. */
async function crossedIn({ db }: Context, fact: Fact): Promise<CrossedGoal[]> {
	return fact.kind === 'activities' ? crossedBy(db, fact.orgId, fact.ids) : [];
}
