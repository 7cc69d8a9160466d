import { isReached } from '../goal.ts';
import type { GoalLink } from './opened-goal.ts';

/** How a goal in a list stands, where it is more than under way: in words, and whether it is a win. */
export function linkWords({ state, closed, ...goal }: Stands): { words: string; won: boolean } {
	const won = isReached(goal);
	const stands = closed ? 'closed' : WAITS[state];
	return { words: [won ? 'reached' : '', stands].filter(Boolean).join(', '), won };
}

type Stands = Pick<GoalLink, 'state' | 'closed' | 'value' | 'target'>;

const WAITS = { agreed: '', proposed: 'waits to be agreed', declined: 'not agreed' };
