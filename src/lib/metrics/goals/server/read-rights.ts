import type { MemberActor } from '#lib/identity/actor.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { answersFor, mayAgree, mayTap } from '../support/agree.ts';
import { mayRecord, type Recorder } from '../card/recordable.ts';
import type { Goal } from '../goal.ts';
import type { GoalRights } from '../page/opened-goal.ts';
import { leftGoal, whyNotOn } from '../support/going-on.ts';
import { placeNow } from '../support/place.ts';
import { mayJoin } from '../team-goals.ts';
import { governed } from './may-change.ts';
import { personOf } from './person-of.ts';
import { findGoal, type StoredGoal } from './stored-goals.ts';
import { readTapped } from './taps/read-tapped.ts';

/** What a member may do with a goal today, as the verbs themselves decide. */
export async function readRights(
	db: Queryable,
	actor: MemberActor,
	stored: StoredGoal,
	goal: Goal,
	today: Day
): Promise<GoalRights> {
	if (goal.closedAt) return NONE;
	const people = goal.people.map(({ id }) => id);
	const isIn = people.includes(actor.memberId);
	const change = answersFor(actor, governed(stored));
	const runs = goal.startsOn <= today && today <= goal.endsOn;
	const taps = { ...governed(stored), memberId: stored.memberId };
	const tap = runs && goal.measure === 'check-in' && mayTap(actor, taps, people);
	return {
		change,
		agree: (goal.state !== 'agreed' || goal.wanted !== null) && (await agrees(db, actor, stored)),
		tap,
		record: mayRecord(goal, recorderOf(actor), today),
		takeBack: tap && (await readTapped(db, actor.orgId, actor.memberId)).includes(stored.id),
		join: mayJoin(goal, actor.memberId, today),
		leave: isIn && goal.owner?.id !== actor.memberId,
		askForHelp: today <= goal.endsOn && (isIn || change),
		handOver: change && stored.isLeftBehind && goesOn(goal, today),
		takeOver: stored.isLeftBehind && stored.offeredTo === actor.memberId
	};
}

function recorderOf(actor: MemberActor): Recorder {
	return { ...personOf(actor), records: actor.role === 'rep' };
}

function goesOn(goal: Goal, today: Day): boolean {
	return goal.scope !== 'member' || !whyNotOn(leftGoal(goal), today);
}

const NONE: GoalRights = {
	...{ change: false, agree: false, tap: false, record: false, takeBack: false },
	...{ join: false, leave: false, askForHelp: false },
	...{ handOver: false, takeOver: false }
};

async function agrees(db: Queryable, actor: MemberActor, stored: StoredGoal): Promise<boolean> {
	const place = placeNow(stored);
	const parent = place ? await findGoal(db, stored.orgId, place) : undefined;
	return mayAgree(actor, governed(stored), parent ? governed(parent) : null);
}
