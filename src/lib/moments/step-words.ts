import type { MomentCard } from './moment.ts';

/** A step of a goal, as its moment speaks of it. */
export interface StepSaid {
	/** 1 is the target, 2 and 3 lie beyond it. */
	number: number;
	title: string;
}

const NAMES: Record<number, string> = { 2: 'second step', 3: 'third step' };

/** Reads after a name: "reached “60 qualified demos”", "reached the second step of “Four of us”". */
export function stepHeadline({ number, title }: StepSaid): string {
	const beyond = NAMES[number];
	return beyond ? `reached the ${beyond} of “${title}”` : `reached “${title}”`;
}

/** Whether the headline names the goal already, so that nothing beside it says the title again. */
export function namesGoal({ headline, goal }: Pick<MomentCard, 'headline' | 'goal'>): boolean {
	return !!goal && headline.includes(`“${goal.title}”`);
}
