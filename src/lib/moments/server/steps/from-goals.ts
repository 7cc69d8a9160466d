import { readOrganization } from '#lib/identity/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Fact } from '../fact.ts';
import { crossingSince } from './missed-crossing.ts';
import { ringStep } from './ring-step.ts';
import { ringTogether } from './ring-together.ts';
import { unrungSteps } from './unrung-steps.ts';

/**
 * Rings for goals that came to stand at a step without an activity at hand: what supports them was
 * agreed or moved, or they were agreed themselves. Work from before a goal was set rings for nobody.
 */
export async function fromGoals(
	{ db, clock }: Context,
	{ orgId, goalIds }: Extract<Fact, { kind: 'goals' }>
): Promise<boolean> {
	const steps = await unrungSteps(db, orgId, goalIds);
	if (!steps.length) return false;
	const organization = await readOrganization(db, orgId);
	const at = clock.now();
	let found = false;
	for (const reached of steps.filter(({ measure }) => measure === 'metric')) {
		const crossing = await crossingSince(db, orgId, reached);
		if (!crossing) continue;
		const carried = { ...crossing.row, step: crossing.step, at };
		found = (await ringStep(db, organization, reached, carried)) || found;
	}
	const together = steps.filter(({ measure }) => measure !== 'metric');
	return (await ringTogether(db, organization, together, at)) || found;
}
