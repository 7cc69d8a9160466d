import { readOrganization } from '#lib/identity/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Fact } from '../fact.ts';
import { crossingsSince } from './missed-crossings.ts';
import { retellSteps } from './retell-steps.ts';
import { ringSteps, type Ringing } from './ring-steps.ts';
import { ringTogether } from './ring-together.ts';
import { causeOf, unrungSteps } from './unrung-steps.ts';

/**
 * Rings for goals that came to stand at a step without an activity at hand: what supports them was
 * agreed or moved, or they were agreed themselves. Work from before a goal was set rings for nobody;
 * what rang before comes back as it stands. Answers what to announce.
 */
export async function fromGoals(
	{ db, clock }: Context,
	{ orgId, goalIds }: Extract<Fact, { kind: 'goals' }>
): Promise<string[]> {
	const organization = await readOrganization(db, orgId);
	const at = clock.now();
	const back = { ids: goalIds, counted: goalIds, isSure: false };
	const again = await retellSteps(db, organization, back, at);
	const steps = await unrungSteps(db, orgId, goalIds);
	if (!steps.length) return again;
	const counting = steps.filter(({ measure }) => measure === 'metric');
	const crossings = await crossingsSince(db, orgId, counting);
	const ringing = counting.flatMap((reached): Ringing[] => {
		const crossing = crossings.get(causeOf(reached));
		if (!crossing) return [];
		const { memberId, teamId } = crossing.row;
		return [{ reached, memberId, teamId, step: crossing.step, at }];
	});
	const rang = await ringSteps(db, organization, ringing);
	const together = steps.filter(({ measure }) => measure !== 'metric');
	return [...again, ...rang, ...(await ringTogether(db, organization, together, at))];
}
