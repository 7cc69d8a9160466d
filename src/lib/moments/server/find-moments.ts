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
 */
export async function findMoments(
	context: Context,
	fact: Fact,
	readThanks: ReadThanks
): Promise<void> {
	let found = true;
	try {
		found = await findIn(context, fact, readThanks);
	} finally {
		// Also where it broke half way: what it had found by then is nothing new to the next try.
		if (found) context.announce(fact.orgId, ['moments']);
	}
}

async function findIn(context: Context, fact: Fact, readThanks: ReadThanks): Promise<boolean> {
	switch (fact.kind) {
		case 'activities':
			return fromActivities(context, fact.orgId, fact.ids);
		case 'recognition':
			return context.db.transaction(async (db) => {
				const thanks = await readThanks(db, fact.orgId, fact.id, context.clock.now());
				return fromRecognition({ ...context, db }, fact.orgId, thanks);
			});
		case 'check-in':
			return fromCheckIn(context, fact);
		case 'goals':
			return fromGoals(context, fact);
		case 'badge':
			return fromBadge(context, fact.orgId, fact.awards);
		case 'badge-past':
			return fromBadgePast(context, fact);
	}
}
