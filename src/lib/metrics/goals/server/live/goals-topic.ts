import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';
import { GOAL_FACTS } from '../../facts.ts';
import { diffGoals } from '../../diff-goals.ts';
import type { GoalsChange, GoalsState } from '../../goal.ts';
import type { HeldGoals } from './held-goals.ts';

/** Topic `goals`: the open goals of the organization, for everybody in it. */
export function goalsTopic(
	held: HeldGoals
): Topic<Actor, Record<string, never>, GoalsState, GoalsChange> {
	return {
		name: 'goals',
		parse: (params) => (params.size ? undefined : {}),
		mayWatch: (viewer) => may(viewer, { may: 'goals.read' }),
		read: async (orgId) => ({ state: await held.read(orgId), facts: [...GOAL_FACTS] }),
		diff: diffGoals
	};
}
