export const GOAL_KINDS = ['organizational', 'social'] as const;
export type GoalKind = (typeof GOAL_KINDS)[number];

/** `metric` moves with activities, `check-in` by a tap. */
export const GOAL_MEASURES = ['metric', 'check-in'] as const;
export type GoalMeasure = (typeof GOAL_MEASURES)[number];
