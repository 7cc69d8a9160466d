import type { MemberId, TeamId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Goal } from '../goal.ts';

/** Who may bring something to a goal. */
export interface Recorder {
	memberId: MemberId;
	teamIds: readonly TeamId[];
	/** Whether the person brings figures themselves, and does not only lead. */
	records: boolean;
}

type Counting = Pick<
	Goal,
	'scope' | 'metric' | 'member' | 'people' | 'team' | 'startsOn' | 'endsOn' | 'closedAt'
>;

/**
 * Whether an activity that this person records today moves the goal: one of their own or one they are
 * in, also for who only leads otherwise; a team's and the organization's for who brings figures.
 */
export function mayRecord(goal: Counting, person: Recorder, today: Day): boolean {
	const runs = !goal.closedAt && goal.startsOn <= today && today <= goal.endsOn;
	if (!goal.metric || !runs) return false;
	if (goal.member) return goal.member.id === person.memberId;
	if (goal.scope === 'pod') return goal.people.some(({ id }) => id === person.memberId);
	return person.records && (!goal.team || person.teamIds.includes(goal.team.id));
}
