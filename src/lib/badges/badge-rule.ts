/**
 * How a badge is earned by work. `at` of a tier is in the metric's smallest unit (counts, minutes,
 * minor units of money), in working days for a streak, in goals for goals; as decimal strings.
 */
export type BadgeRule = {
	kind: BadgeRuleKind;
	/** The metric's id; null is any work for a streak, any goal for goals, and nothing else. */
	metricId: string | null;
	/** Ascending, one to three of them. */
	tiers: BadgeTier[];
};

/**
 * `count`: all of the metric ever. `streak`: working days in a row. `record`: a best week of at least
 * so much. `goal`: goals reached that the person fed. `guardrail`: work of the metric that scored.
 */
export const BADGE_RULE_KINDS = ['count', 'streak', 'record', 'goal', 'guardrail'] as const;
export type BadgeRuleKind = (typeof BADGE_RULE_KINDS)[number];

export interface BadgeTier {
	/** "Bronze", "Silver", "Gold", or the organization's own word. */
	name: string;
	at: string;
}

export const MOST_TIERS = 3;
