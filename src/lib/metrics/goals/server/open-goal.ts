import type { MemberActor } from '#lib/identity/actor.ts';
import { calendarOf } from '#lib/identity/organization.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { ancestorsOf } from '../chain.ts';
import type { Goal } from '../goal.ts';
import { supportChoices } from '../support.ts';
import { mayChange } from './may-change.ts';
import { readContributions, readTaps } from './read-contributions.ts';
import { readAllGoals } from './read-goals.ts';
import { findGoal, listSupportable } from './stored-goals.ts';

/** One goal with what it hangs from, what supports it and who feeds it; undefined where there is none. */
export async function openGoal(context: Context, actor: MemberActor, id: GoalId) {
	const { db, clock } = context;
	const { orgId } = actor;
	const stored = await findGoal(db, orgId, id);
	if (!stored) return undefined;
	const all = await readAllGoals(db, orgId);
	const goal = all.find((each) => each.id === id)!;
	const organization = await readOrganization(db, orgId);
	return {
		goal,
		above: ancestorsOf(all, id).map(named),
		below: all.filter((each) => each.parentId === id).map(named),
		frame: {
			today: dayIn(organization.timeZone, clock.now()),
			currency: organization.currency,
			calendar: calendarOf(organization)
		},
		mine: goal.member?.id === actor.memberId,
		mayChange: mayChange(actor, stored).ok,
		parents: supportChoices(goal, await listSupportable(db, orgId)),
		contributions: goal.measure === 'metric' ? await readContributions(db, orgId, id) : [],
		taps: goal.measure === 'check-in' ? await readTaps(db, orgId, id) : [],
		tapKey: newId<'tap'>(clock.now())
	};
}

function named({ id, title, team, member, value, target, unit }: Goal) {
	return { id, title, who: member?.name ?? team?.name ?? 'Company', value, target, unit };
}
