import type { SetGoal } from '#lib/metrics/goals/server/index.ts';

/** What people of the demo team aim for, alone and with each other; see story.ts for who they are. */
export interface StoryGoal extends Pick<
	SetGoal,
	'scope' | 'title' | 'metric' | 'segment' | 'measure' | 'further'
> {
	why: string;
	/** Who sets it; a team's goal is that of the manager's team. */
	by: string;
	target: number;
	/** Left out: a quarter, month or week by scope. Those of `last` are over. */
	period?: 'month' | 'quarter' | 'last-month' | 'last-quarter';
	/** The title of the goal it supports. */
	supports?: string;
	/** Who is in a pod beside who set it. */
	with?: string[];
	/** What a goal that supports it may take on. */
	commit?: { from: number; to: number };
	/** Still waits for who answers for what it supports. */
	waits?: boolean;
	/** Who has joined a pod by themselves, so many days after it was set. */
	joined?: { who: string; days: number }[];
	/** So many days ago; of a goal that is over, so many days before its last one. */
	taps?: { note: string; daysAgo: number; by?: string }[];
	/** Closed a few days after its end, with what was learned. */
	learned?: string;
	/** Whom its owner has asked for help, this long ago. */
	help?: { to: string; sentence: string; hoursAgo: number };
}
