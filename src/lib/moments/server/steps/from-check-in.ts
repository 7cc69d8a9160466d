import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import { NONE } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Fact } from '../fact.ts';
import { ringSteps } from './ring-steps.ts';
import { ringTogether } from './ring-together.ts';
import { unrungSteps } from './unrung-steps.ts';

/** Rings for the steps that a tap carries a goal over, and the goals above it. Answers what to announce. */
export async function fromCheckIn(
	{ db, clock }: Context,
	{ orgId, goalId, memberId, ...tap }: Extract<Fact, { kind: 'check-in' }>
): Promise<string[]> {
	const steps = await unrungSteps(db, orgId, [goalId]);
	if (!steps.length) return [];
	const at = clock.now();
	const organization = await readOrganization(db, orgId);
	const person = await readPerson(db, orgId, memberId, dayIn(organization.timeZone, at));
	const teamId = person?.teamId ?? NONE;
	const step = { id: goalId, before: BigInt(tap.before), after: BigInt(tap.after) };
	const ringing = steps
		.filter((one) => one.goalId === goalId)
		.map((reached) => ({ reached, memberId, teamId, step, at }));
	const rang = await ringSteps(db, organization, ringing);
	const above = steps.filter((one) => one.goalId !== goalId);
	return [...rang, ...(await ringTogether(db, organization, above, at))];
}
