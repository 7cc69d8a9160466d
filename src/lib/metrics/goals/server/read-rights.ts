import type { MemberActor } from '#lib/identity/actor.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { answersFor, mayAgree, mayTap } from '../agree.ts';
import type { Goal } from '../goal.ts';
import type { GoalRights } from '../opened-goal.ts';
import { governed } from './may-change.ts';
import { findGoal, type StoredGoal } from './stored-goals.ts';

/** What a member may do with a goal today, as the verbs themselves decide. */
export async function readRights(
	db: Queryable,
	actor: MemberActor,
	stored: StoredGoal,
	goal: Goal,
	today: Day
): Promise<GoalRights> {
	const open = goal.closedAt === null;
	const governs = governed(stored);
	const people = goal.people.map(({ id }) => id);
	const isIn = people.includes(actor.memberId);
	const waits = open && goal.state !== 'agreed';
	const change = open && answersFor(actor, governs);
	const runs = goal.startsOn <= today && today <= goal.endsOn;
	return {
		change,
		agree: waits && (await agrees(db, actor, stored)),
		tap:
			open &&
			runs &&
			goal.measure === 'check-in' &&
			mayTap(actor, { ...governs, memberId: stored.memberId }, people),
		join: open && goal.scope === 'pod' && goal.isOpen && !isIn && goal.endsOn >= today,
		leave: open && isIn && goal.owner?.id !== actor.memberId,
		askForHelp: open && today <= goal.endsOn && (isIn || change)
	};
}

async function agrees(db: Queryable, actor: MemberActor, stored: StoredGoal): Promise<boolean> {
	const parent = stored.parentId ? await findGoal(db, stored.orgId, stored.parentId) : undefined;
	return mayAgree(actor, governed(stored), parent ? governed(parent) : null);
}
