import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import { NONE, type GoalId, type OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Fact } from '../fact.ts';
import { retellSteps } from './retell-steps.ts';
import { ringSteps } from './ring-steps.ts';
import { ringTogether } from './ring-together.ts';
import { unrungSteps } from './unrung-steps.ts';

/** Rings for the steps that a tap carries a goal over, and the goals above it. Answers what to announce. */
export async function fromCheckIn(
	{ db, clock }: Context,
	{ orgId, goalId, memberId, ...tap }: Extract<Fact, { kind: 'check-in' }>
): Promise<string[]> {
	const at = tap.at ? new Date(tap.at) : clock.now();
	const again = tap.reaches ? await returned(db, orgId, goalId, tap.reaches, at) : [];
	const steps = await unrungSteps(db, orgId, [goalId]);
	if (!steps.length) return again;
	const organization = await readOrganization(db, orgId);
	const person = await readPerson(db, orgId, memberId, dayIn(organization.timeZone, at));
	const teamId = person?.teamId ?? NONE;
	const step = { id: goalId, before: BigInt(tap.before), after: BigInt(tap.after) };
	const ringing = steps
		.filter((one) => one.goalId === goalId)
		.map((reached) => ({ reached, memberId, teamId, step, at }));
	const rang = await ringSteps(db, organization, ringing);
	const above = steps.filter((one) => one.goalId !== goalId);
	return [...again, ...rang, ...(await ringTogether(db, organization, above, at))];
}

/** Steps that rang before and that a tap carried the goal over again; what is counted above goes by its target. */
async function returned(
	db: Queryable,
	orgId: OrgId,
	goalId: GoalId,
	reaches: 'target' | 'step',
	at: Date
): Promise<string[]> {
	const counted = reaches === 'target' ? [goalId] : [];
	const organization = await readOrganization(db, orgId);
	return retellSteps(db, organization, { ids: [goalId], counted, isSure: true }, at);
}
