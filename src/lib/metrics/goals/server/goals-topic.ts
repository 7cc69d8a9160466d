import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';
import { diffGoals, type GoalsChange, type GoalsState } from '../goal.ts';
import { readGoals } from './read-goals.ts';

/** What `goals` shows moves with goals, with names, and when the day turns. */
const FACTS = ['goals', 'people', 'metrics', 'day'];

/** Topic `goals`: all open goals of the organization, for everybody in it and its TVs. */
export function goalsTopic(
	context: Pick<Context, 'db' | 'clock'>
): Topic<Actor, Record<string, never>, GoalsState, GoalsChange> {
	return {
		name: 'goals',
		parse: (params) => (params.size ? undefined : {}),
		mayWatch: (viewer) => may(viewer, { may: 'goals.read' }),
		read: async (orgId) => ({
			state: await readGoals(context.db, orgId, context.clock.now()),
			facts: FACTS
		}),
		diff: diffGoals
	};
}
