import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';
import { GOAL_FACTS, onlyFigures } from '../../facts.ts';
import { diffGoals, type GoalsChange, type GoalsState } from '../../goal.ts';
import { readShared, withNewFigures } from '../people/shared-goals.ts';

/**
 * Topic `goals`: the open goals of the organization, for everybody in it. While nothing but figures
 * moves, only those are read.
 */
export function goalsTopic(
	context: Pick<Context, 'db' | 'clock'>
): Topic<Actor, Record<string, never>, GoalsState, GoalsChange> {
	return {
		name: 'goals',
		parse: (params) => (params.size ? undefined : {}),
		mayWatch: (viewer) => may(viewer, { may: 'goals.read' }),
		read: async (orgId, _, earlier) => ({
			state:
				earlier && onlyFigures(earlier.moved)
					? await withNewFigures(context.db, orgId, earlier.state)
					: await readShared(context.db, orgId, context.clock.now()),
			facts: [...GOAL_FACTS]
		}),
		diff: diffGoals
	};
}
