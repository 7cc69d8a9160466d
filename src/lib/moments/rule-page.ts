import type { Day } from '#lib/platform/period.ts';
import type { RuleKey, RuleSetting } from './rules.ts';

/** What a rule would have brought on the organization's own history. */
export interface RulePreview {
	/** Moments that it gave words to, and for how many people. */
	rings: number;
	people: number;
	/** The last few of them, the latest first. */
	examples: RuleExample[];
}

export interface RuleExample {
	day: Day;
	name: string;
	/** Reads after the name, with its figure and why it matters. */
	headline: string;
	figure: string | null;
	detail: string;
}

/** One rule on the admin's page. */
export interface RuleView {
	setting: RuleSetting;
	preview: RulePreview;
	/** At how many wins it is parked; 0 for none. */
	parked: number;
}

/** The admin's page on when the bell rings. */
export interface RulePage {
	rules: RuleView[];
	/** The rule whose form was tried, and what it said that cannot be. */
	asked: RuleKey | null;
	fields: Record<string, string>;
	/** All rules together, in so many days. */
	all: { days: number; rings: number; people: number };
}

/** "It would have rung 14 times in the last 30 days, for 9 people." */
export function previewWords({ rings, people }: RulePreview, isOn: boolean, days: number): string {
	const would = isOn ? 'It would have rung' : 'Switched on, it would have rung';
	if (!rings) return `${would} for nobody in the last ${days} days.`;
	return `${would} ${times(rings)} in the last ${days} days, for ${persons(people)}.`;
}

/** How much all rules together ring, a person and week: the calm that an admin keeps an eye on. */
export function calmWords({ rings, people, days }: RulePage['all']): string {
	if (!rings) return `With these rules nothing would have rung in the last ${days} days.`;
	const tenths = Math.round((rings * 70) / (people * days));
	const rate = tenths ? `about ${tenths / 10}` : 'fewer than 0.1';
	return `With these rules the bell would have rung ${times(rings)} in the last ${days} days, for ${persons(people)}: ${rate} a person a week.`;
}

function times(n: number): string {
	return n === 1 ? 'once' : n === 2 ? 'twice' : `${n.toLocaleString('en')} times`;
}

function persons(n: number): string {
	return n === 1 ? 'one person' : `${n} people`;
}
