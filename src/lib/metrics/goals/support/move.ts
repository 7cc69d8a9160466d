import type { MemberActor, Role } from '#lib/identity/actor.ts';
import type { GoalId, MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
import { answersFor, mayAgree, type Supported } from './agree.ts';
import type { Day } from '#lib/platform/period.ts';
import { GOAL_SCOPES, stepsReached, type Goal, type GoalsState } from '../goal.ts';
import { placeOf } from './place.ts';
import { outOfBounds } from './bounds.ts';
import { supportFault, unsettledFault, type Fault, type Supportable } from './support.ts';

/** Who moves goals about, as a browser knows them. */
export interface Mover {
	memberId: MemberId;
	role: Role;
	teamId: TeamId | null;
	manages: TeamId[];
}

/** Whether this person may put the goal under another. */
export function mayMove(goal: Goal, mover: Mover, goals: readonly Goal[]): boolean {
	return !goal.closedAt && answersFor(actorOf(mover), governed(goal, goals));
}

/** Why it may not go there, in a sentence; undefined where it may. The server has the last word. */
export function whyNotMove(
	goal: Goal,
	parentId: GoalId | null,
	goals: readonly Goal[],
	mover: Mover,
	frame: Frame
): string | undefined {
	if (!mayMove(goal, mover, goals)) return whoMoves(goal);
	if (goal.wanted && goal.parentId === parentId) return undefined;
	return faultAt(goal, parentId, goals, frame)?.sentence;
}

/** The same in a few words while it is carried there; also where it stands there already. */
export function whyNotDrop(
	goal: Goal,
	parentId: GoalId | null,
	goals: readonly Goal[],
	frame: Frame
): string | undefined {
	if (placeOf(goal) === parentId)
		return goal.wanted ? 'Waits for an answer there' : 'It stands there already';
	if (goal.parentId === parentId) return undefined;
	return faultAt(goal, parentId, goals, frame)?.hint;
}

type Frame = Pick<GoalsState, 'today' | 'currency'>;

function faultAt(
	goal: Goal,
	parentId: GoalId | null,
	goals: readonly Goal[],
	{ today, currency }: Frame
): Fault | undefined {
	if (!parentId) return undefined;
	const parent = goals.find(({ id }) => id === parentId);
	return (
		supportFault({ id: goal.id, scope: goal.scope }, parentId, goals.map(supportable)) ??
		(parent && (overFault(parent, today) ?? boundFault(goal, parent, currency)))
	);
}

/** Why nothing more is put under a goal, wherever it comes from. */
function overFault(parent: Goal, today: Day): Fault | undefined {
	const { title, endsOn, owner } = parent;
	const still = 'Choose a goal that still runs.';
	const unsettled = unsettledFault(parent, owner?.name);
	if (unsettled) return unsettled;
	if (endsOn < today) return { sentence: `“${title}” is over. ${still}`, hint: 'Over' };
	return isDone(parent)
		? { sentence: `“${title}” is reached. ${still}`, hint: 'Reached' }
		: undefined;
}

function boundFault(goal: Goal, parent: Goal, currency: string): Fault | undefined {
	const counts = { metricId: goal.metric?.key ?? null, target: BigInt(goal.target) };
	const [from, to] = [parent.commit.from, parent.commit.to];
	const bounds = {
		...{ title: parent.title, metricId: parent.metric?.key ?? null },
		...{
			commitFrom: from === null ? null : BigInt(from),
			commitTo: to === null ? null : BigInt(to)
		}
	};
	const owner = parent.owner?.left ? undefined : parent.owner?.name;
	const sentence = outOfBounds(counts, bounds, goal.unit, currency, owner);
	return sentence ? { sentence, hint: 'Its target is out of bounds there' } : undefined;
}

function whoMoves({ title, owner }: Goal): string {
	if (owner?.left)
		return `${owner.name} has left. An admin, or who answers for the goal above, moves “${title}”.`;
	return `Only who answers for “${title}” moves it. Talk to ${owner?.name ?? 'them'}.`;
}

/** Who is asked to agree before the goal supports the parent; null where nobody need be. */
export function askedFor(goal: Goal, parent: Goal | undefined, mover: Mover): string | null {
	if (goal.wanted && goal.parentId === (parent?.id ?? null)) return null;
	if (mayAgree(actorOf(mover), governed(goal), parent ? governed(parent) : null)) return null;
	return (parent?.owner?.left ? undefined : parent?.owner?.name) ?? 'Who answers for it';
}

/** "“5 demos” now supports “60 demos”.", and who is asked where somebody is. */
export function movedWords(goal: Goal, parent: Goal | undefined, asked: string | null): string {
	if (goal.wanted && !asked && goal.parentId === (parent?.id ?? null))
		return `“${goal.title}” stays where it is.`;
	if (!parent && asked)
		return `Whoever sets goals there is asked whether “${goal.title}” may stand on its own.`;
	if (!parent) return `“${goal.title}” now stands on its own.`;
	if (!asked) return `“${goal.title}” now supports “${parent.title}”.`;
	return `${asked.split(' ')[0]} is asked whether “${goal.title}” may support “${parent.title}”.`;
}

/** Where a goal can be put, nearest to the person first; a pod that has reached its end is done. */
export function placesFor(goal: Goal, goals: readonly Goal[], mover: Mover, today: Day): Goal[] {
	const ours = [mover.teamId, ...mover.manages];
	const weight = ({ team, scope }: Goal) =>
		team && ours.includes(team.id) ? -1 : GOAL_SCOPES.indexOf(scope);
	if (!mayMove(goal, mover, goals)) return [];
	const known = goals.map(supportable);
	return goals
		.filter(
			(each) => each.id === goal.parentId || each.id === placeOf(goal) || !overFault(each, today)
		)
		.filter(({ id }) => !supportFault({ id: goal.id, scope: goal.scope }, id, known))
		.sort((a, b) => weight(a) - weight(b) || (a.endsOn < b.endsOn ? -1 : 1));
}

function isDone(goal: Goal): boolean {
	return goal.scope === 'pod' && stepsReached(goal) > goal.further.length;
}

function supportable(goal: Goal): Supportable {
	const { id, title, scope, parentId, endsOn } = goal;
	const closed = goal.closedAt !== null;
	return { id, title, scope, parentId, endsOn, teamId: goal.team?.id ?? null, closed };
}

function governed(goal: Goal, goals: readonly Goal[] = []): Supported {
	const ownerId = goal.owner?.left ? null : (goal.owner?.id ?? goal.member?.id ?? null);
	const above = ownerId ? undefined : goals.find(({ id }) => id === goal.parentId);
	return {
		...{ scope: goal.scope, teamId: goal.team?.id ?? null, ownerId },
		...{ above: above ? governed(above) : null, agreed: goal.state === 'agreed' }
	};
}

// What somebody may hangs on who they are, not on where they are signed in.
function actorOf(mover: Mover): MemberActor {
	return { kind: 'member', orgId: '' as OrgId, session: '', ...mover };
}
