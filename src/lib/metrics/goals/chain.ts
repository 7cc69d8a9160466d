import type { GoalId, MemberId, TeamId } from '#lib/platform/ids.ts';
import { ancestorsOf, byId } from './ancestors.ts';
import type { Goal } from './goal.ts';

/** A goal with how deep it hangs: 0 for one that supports no other. */
export interface ChainRow {
	goal: Goal;
	depth: number;
	mine: boolean;
}

/** A branch of the tree: a goal with what supports it. */
export interface Branch extends ChainRow {
	branches: Branch[];
}

export interface Person {
	memberId: MemberId;
	/** The team they are in, or those they lead. */
	teamIds: TeamId[];
}

/**
 * A person's chains, from the organization's goals through their team's to their own, each goal
 * before what supports it. Other people's and other teams' goals are in it only where one of this
 * person's own supports them.
 */
export function chainOf(goals: Goal[], person: Person): ChainRow[] {
	const kept = goals.filter((goal) => concerns(goal, person));
	const ids = new Set(kept.map((goal) => goal.id));
	for (const goal of kept)
		for (const above of ancestorsOf(goals, goal.id))
			if (!ids.has(above.id)) {
				ids.add(above.id);
				kept.push(above);
			}
	return rowsOf(kept, person);
}

/** Every goal in the order of the tree, each before what supports it. */
export function rowsOf(goals: Goal[], person: Person): ChainRow[] {
	const below = childrenOf(goals);
	const rows: ChainRow[] = [];
	const seen = new Set<GoalId>();
	const add = (goal: Goal, depth: number) => {
		if (seen.has(goal.id)) return;
		seen.add(goal.id);
		rows.push({ goal, depth, mine: goal.member?.id === person.memberId });
		for (const child of below.get(goal.id) ?? []) add(child, depth + 1);
	};
	for (const root of below.get(null) ?? []) add(root, 0);
	return rows;
}

/** The same rows as a tree. */
export function branchesOf(rows: ChainRow[]): Branch[] {
	const roots: Branch[] = [];
	const path: Branch[] = [];
	for (const row of rows) {
		const branch = { ...row, branches: [] };
		path.length = row.depth;
		(path.at(-1)?.branches ?? roots).push(branch);
		path.push(branch);
	}
	return roots;
}

/**
 * Of these goals what all of it is about: the one that most teams work for; of several one that counts
 * work before one that counts goals or taps, then the one that most goals support, then the first.
 */
export function mainOf(some: readonly Goal[], goals: Goal[]): Goal | undefined {
	const teams = teamsBehind(goals);
	const led = new Map<GoalId, number>();
	for (const { parentId } of goals) if (parentId) led.set(parentId, (led.get(parentId) ?? 0) + 1);
	const order = (a: Goal, b: Goal) =>
		(teams.get(b.id) ?? 0) - (teams.get(a.id) ?? 0) ||
		Number(b.measure === 'metric') - Number(a.measure === 'metric') ||
		(led.get(b.id) ?? 0) - (led.get(a.id) ?? 0);
	return [...some].sort(order)[0];
}

/** Would `id` support itself, in however many steps, if it supported `parentId`? */
export function closesCircle(
	goals: { id: GoalId; parentId: GoalId | null }[],
	id: GoalId,
	parentId: GoalId
): boolean {
	return id === parentId || ancestorsOf(goals, parentId).some((goal) => goal.id === id);
}

function concerns(goal: Goal, person: Person): boolean {
	if (goal.scope === 'organization') return true;
	if (goal.scope === 'team') return !!goal.team && person.teamIds.includes(goal.team.id);
	return goal.member?.id === person.memberId;
}

/** How many goals of teams lead to each goal that any leads to. */
function teamsBehind(goals: Goal[]): Map<GoalId, number> {
	const known = byId(goals);
	const behind = new Map<GoalId, number>();
	for (const team of goals.filter(({ scope }) => scope === 'team')) {
		const seen = new Set<GoalId>([team.id]);
		for (let { parentId } = team; parentId && !seen.has(parentId);) {
			seen.add(parentId);
			behind.set(parentId, (behind.get(parentId) ?? 0) + 1);
			parentId = known.get(parentId)?.parentId ?? null;
		}
	}
	return behind;
}

// A goal whose parent is closed (so not in the list) hangs from nothing.
function childrenOf(goals: Goal[]): Map<GoalId | null, Goal[]> {
	const known = byId(goals);
	const below = new Map<GoalId | null, Goal[]>();
	const teams = teamsBehind(goals);
	for (const goal of [...goals].sort((a, b) => byWeight(a, b, teams))) {
		const parent = goal.parentId && known.has(goal.parentId) ? goal.parentId : null;
		const siblings = below.get(parent);
		if (siblings) siblings.push(goal);
		else below.set(parent, [goal]);
	}
	return below;
}

const WEIGHT = { organization: 0, team: 1, pod: 2, member: 3 };

// Wide before narrow, what teams work for first, then the soonest end; the id settles the rest so that
// nothing jumps about.
function byWeight(a: Goal, b: Goal, teams: Map<GoalId, number>): number {
	const behind = ({ id, scope }: Goal) => (scope === 'organization' ? (teams.get(id) ?? 0) : 0);
	return (
		WEIGHT[a.scope] - WEIGHT[b.scope] ||
		behind(b) - behind(a) ||
		Number(a.measure === 'goals') - Number(b.measure === 'goals') ||
		compare(a.team?.name ?? '', b.team?.name ?? '') ||
		compare(a.member?.name ?? '', b.member?.name ?? '') ||
		compare(a.endsOn, b.endsOn) ||
		compare(a.id, b.id)
	);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
