import type { RuleSetting } from '../rules.ts';
import type { Reason, RuleKey } from '../win.ts';

/** How often this person's moments of the day have had each rule among theirs. */
export type RungToday = ReadonlyMap<RuleKey, number>;

/** The reasons that may still ring today for this person: what comes too often is left out. */
export function withinCeilings(
	reasons: readonly Reason[],
	settings: readonly RuleSetting[],
	rung: RungToday
): Reason[] {
	const most = new Map(settings.map(({ rule, perDay }) => [rule, perDay]));
	return reasons.filter(({ rule }) => (rung.get(rule) ?? 0) < (most.get(rule) ?? 0));
}
