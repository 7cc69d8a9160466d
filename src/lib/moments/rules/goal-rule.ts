import type { GoalStep, MomentRule } from '../win.ts';

/** A shared goal on its way; reaching it rings by itself. */
export const goalMilestone: MomentRule<{ first: number; second: number; atLeast: number }> = {
	key: 'goal-milestone',
	name: 'Goal milestone',
	says: 'Rings for the win that carries a team’s or everybody’s goal past a milestone. Reaching a goal always rings.',
	isOn: true,
	params: { first: 50, second: 90, atLeast: 10 },
	tune: [
		{ key: 'first', label: 'First milestone, percent', kind: 'number', min: 1, max: 99 },
		{ key: 'second', label: 'Second milestone, percent', kind: 'number', min: 1, max: 99 },
		{
			key: 'atLeast',
			label: 'Only goals of at least this many',
			kind: 'number',
			min: 1,
			max: 10_000
		}
	],
	perDay: 2,
	find({ goals }, { first, second, atLeast }) {
		const marks = [first, second].sort((a, b) => b - a);
		for (const goal of goals) {
			if (goal.scope === 'member' || goal.kind !== 'organizational') continue;
			// Halfway to two demos is one demo.
			if (goal.unit !== 'money' && goal.target < BigInt(atLeast)) continue;
			const mark = marks.find((percent) => passes(goal, percent));
			if (mark === undefined) continue;
			const whose = goal.scope === 'team' ? 'the team’s goal' : 'everybody’s goal';
			const where = mark === 50 ? 'halfway' : `${mark} %`;
			return {
				rule: 'goal-milestone',
				weight: 65,
				headline: `carried ${whose} past ${where}`,
				detail: `${whose} past ${where}`,
				goalId: goal.id
			};
		}
		return undefined;
	}
};

function passes({ before, after, target, rung }: GoalStep, percent: number): boolean {
	const line = target * BigInt(percent);
	// Over the line it is the goal itself that rings.
	return percent > rung && after < target && before * 100n < line && after * 100n >= line;
}
