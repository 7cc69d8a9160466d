import type { Leaving } from '#lib/identity/leaving.ts';
import type { GoalScope } from '../goal.ts';

/** An open goal of somebody who is about to leave. */
export interface LeavingGoal {
	id: string;
	title: string;
	scope: GoalScope;
	/** Somebody can carry on with it, where only they work on it. */
	goesOn: boolean;
}

/** What becomes of it, and where somebody else is named before. */
export function leavingGoal({ id, title, scope, goesOn }: LeavingGoal): Leaving {
	const said = { title: `“${title}”`, href: `/goals/${id}` };
	if (scope === 'pod')
		return { ...said, becomes: 'Nobody answers for it then. You are asked who of them does.' };
	if (scope !== 'member')
		return {
			...said,
			becomes: 'Nobody answers for it then. Hand it over now, or when you are asked.',
			href: `${said.href}?edit`
		};
	return goesOn
		? { ...said, becomes: 'You are asked who carries on. What they brought stays.' }
		: { ...said, becomes: 'Closes with its last day and what they brought.' };
}
