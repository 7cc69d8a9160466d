import { assistRule } from './rules/assist-rule.ts';
import { bestDay, bestMonth, bestSingle, bestWeek } from './rules/best-rules.ts';
import { comebackRule } from './rules/comeback-rule.ts';
import { dealRule } from './rules/deal-rule.ts';
import { firstEver, firstKind, firstToday } from './rules/first-rules.ts';
import { goalMilestone } from './rules/goal-rule.ts';
import { streakRule } from './rules/streak-rule.ts';
import { passedRule, teamRecord } from './rules/team-rules.ts';
import { RULE_KEYS, type MomentRule, type RuleKey, type RuleParams } from './win.ts';

export { RULE_KEYS } from './win.ts';
export type { MomentRule, RuleKey, RuleParams, Tune } from './win.ts';

/**
 * Every rule there is, in the order an admin reads them. What a rule is given is its own params with
 * the organization's laid over them (`settingsOf`), so the list need not know what each is tuned by.
 */
export const MOMENT_RULES = [
	dealRule,
	firstEver,
	firstKind,
	firstToday,
	bestSingle,
	bestDay,
	bestWeek,
	bestMonth,
	comebackRule,
	goalMilestone,
	streakRule,
	passedRule,
	teamRecord,
	assistRule
] as unknown as readonly MomentRule[];

/** How one organization wants a rule to run. */
export interface RuleSetting {
	rule: RuleKey;
	isOn: boolean;
	params: RuleParams;
	perDay: number;
}

/** The rule behind a key, which is always one of ours. */
export function ruleOf(key: RuleKey): MomentRule {
	return MOMENT_RULES.find((rule) => rule.key === key)!;
}

export function isRuleKey(text: string): text is RuleKey {
	return (RULE_KEYS as readonly string[]).includes(text);
}

/** All rules as they come, with what the organization has set laid over them. */
export function settingsOf(kept: readonly KeptRule[]): RuleSetting[] {
	return MOMENT_RULES.map(({ key, isOn, params, perDay }) => {
		const own = kept.find(({ rule }) => rule === key);
		if (!own) return { rule: key, isOn, params, perDay };
		return { rule: key, isOn: own.isOn, params: tuned(params, own.params), perDay: own.perDay };
	});
}

/** A rule's row as it is stored: its params may be of an older version. */
export interface KeptRule {
	rule: string;
	isOn: boolean;
	params: Record<string, unknown>;
	perDay: number;
}

function tuned(params: RuleParams, own: Record<string, unknown>): RuleParams {
	return Object.fromEntries(
		Object.entries(params).map(([key, given]) => {
			const value = own[key];
			return [key, typeof value === typeof given ? (value as number | boolean) : given];
		})
	);
}
