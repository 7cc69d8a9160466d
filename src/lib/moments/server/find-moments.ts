import type { CrossedGoal } from '#lib/metrics/goals/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Fact } from './fact.ts';
import { fromActivities } from './from-activities.ts';
import { fromBadge, fromBadgePast } from './from-badge.ts';

import { fromRecognition, type ReadThanks } from './from-recognition.ts';
import { fromCheckIn } from './steps/from-check-in.ts';
import { fromGoals } from './steps/from-goals.ts';

/**
 * Finds what is worth celebrating in a fact. Runs at least once for a fact and possibly beside
 * itself: every moment is guarded by the unique key of its cause.
 *
 * @param crossed the goals that recorded work carried over their target, where that is known already
 */
export async function findMoments(
	context: Context,
	fact: Fact,
	readThanks: ReadThanks,
	crossed?: readonly CrossedGoal[]
): Promise<void> {
	// Also where it breaks half way: what it had found by then is nothing new to the next try.
	let facts = ['moments', 'asks'];
	try {
		facts = await findIn(context, fact, readThanks, crossed);
	} finally {
		if (facts.length) context.announce(fact.orgId, [...new Set(facts)]);
	}
}

/** Answers what to announce. */
async function findIn(
	context: Context,
	fact: Fact,
	readThanks: ReadThanks,
	crossed?: readonly CrossedGoal[]
): Promise<string[]> {
	switch (fact.kind) {
		case 'activities':
			return fromActivities(context, fact.orgId, fact.ids, crossed);
		case 'recognition':
			return moved(
				context.db.transaction(async (db) => {
					const thanks = await readThanks(db, fact.orgId, fact.id, context.clock.now());
					return fromRecognition({ ...context, db }, fact.orgId, thanks);
				})
			);
		case 'check-in':
			return fromCheckIn(context, fact);
		case 'goals':
			return fromGoals(context, fact);
		case 'badge':
			return moved(fromBadge(context, fact.orgId, fact.awards));
		case 'badge-past':
			return moved(fromBadgePast(context, fact));
	}
}

async function moved(found: Promise<boolean>): Promise<string[]> {
	return (await found) ? ['moments'] : [];
}
