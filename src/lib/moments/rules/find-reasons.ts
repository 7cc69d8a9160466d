import { ruleOf, type RuleSetting } from '../rules.ts';
import type { Reason, RuleKey, WinFacts } from '../win.ts';

/** What the rules say of a win; one that throws is handed over and keeps no other from its word. */
export function findReasons(
	win: WinFacts,
	settings: readonly RuleSetting[],
	onThrow: (rule: RuleKey, error: unknown) => void
): Reason[] {
	return settings
		.filter(({ isOn }) => isOn)
		.flatMap(({ rule, params }) => {
			try {
				return ruleOf(rule).find(win, params) ?? [];
			} catch (error) {
				onThrow(rule, error);
				return [];
			}
		});
}
