import type { Context } from '#lib/platform/server/context.ts';
import type { Fact } from './fact.ts';
import { fromActivities } from './from-activities.ts';
import { fromCheckIn } from './from-check-in.ts';
import { fromRecognition } from './from-recognition.ts';

/**
 * Finds what is worth celebrating in a fact. Runs at least once for a fact and possibly beside
 * itself: every moment is guarded by the unique key of its cause.
 */
export async function findMoments(context: Context, fact: Fact): Promise<void> {
	const found = await findIn(context, fact);
	if (found) context.announce(fact.orgId, ['moments']);
}

function findIn(context: Context, fact: Fact): Promise<boolean> {
	switch (fact.kind) {
		case 'activities':
			return fromActivities(context, fact.orgId, fact.ids);
		case 'recognition':
			return fromRecognition(context, fact.orgId, fact.id);
		case 'check-in':
			return fromCheckIn(context, fact);
	}
}
