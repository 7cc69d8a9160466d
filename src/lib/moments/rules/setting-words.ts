import { ruleOf, type RuleSetting } from '../rules.ts';

/** No rule rings more often than this for one person in a day. */
export const MOST_PER_DAY = 50;

/** A rule's setting as the trail of changes tells it: "on, at most one a day, …"; "off". */
export function settingWords({ rule, isOn, perDay, params }: RuleSetting): string {
	if (!isOn) return 'off';
	const tuned = ruleOf(rule).tune.map(({ key, label }) => {
		const value = params[key];
		const words = label.charAt(0).toLowerCase() + label.slice(1);
		return typeof value === 'boolean' ? `${words}: ${value ? 'yes' : 'no'}` : `${words}: ${value}`;
	});
	return ['on', perDayWords(perDay), ...tuned].join(', ');
}

function perDayWords(perDay: number): string {
	return perDay === 1 ? 'at most one a day and person' : `at most ${perDay} a day and person`;
}
