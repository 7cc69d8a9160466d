import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import { NONE } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Fact } from '../fact.ts';
import { ringStep } from './ring-step.ts';
import { ringTogether } from './ring-together.ts';
import { unrungSteps } from './unrung-steps.ts';

/** Rings for the steps that a tap carries a goal over, and the goals above it. */
export async function fromCheckIn(
	{ db, clock }: Context,
	{ orgId, goalId, memberId, ...tap }: Extract<Fact, { kind: 'check-in' }>
): Promise<boolean> {
	const steps = await unrungSteps(db, orgId, [goalId]);
	if (!steps.length) return false;
	const at = clock.now();
	const organization = await readOrganization(db, orgId);
	const person = await readPerson(db, orgId, memberId, dayIn(organization.timeZone, at));
	const teamId = person?.teamId ?? NONE;
	const step = { id: goalId, before: BigInt(tap.before), after: BigInt(tap.after) };
	let found = false;
	for (const reached of steps.filter((one) => one.goalId === goalId))
		found = (await ringStep(db, organization, reached, { memberId, teamId, step, at })) || found;
	const above = steps.filter((one) => one.goalId !== goalId);
	return (await ringTogether(db, organization, above, at)) || found;
}
