import { inSentence } from '#lib/metrics/words.ts';
import { showFigure, type Unit } from '#lib/platform/quantity.ts';
import type { BadgeRule, BadgeRuleKind } from './badge-rule.ts';

/** The metric that a rule asks about; null where it asks about any work. */
export interface RuleMetric {
	name: string;
	unit: Unit;
}

export const KIND_WORDS: Record<BadgeRuleKind, string> = {
	count: 'So much ever',
	streak: 'Working days in a row',
	record: 'A best week',
	goal: 'Goals reached',
	guardrail: 'Work that led somewhere'
};

/** What a tier asks for: "100 first meetings", "20 working days in a row", "5 goals reached". */
export function tierWords(
	{ kind }: Pick<BadgeRule, 'kind'>,
	at: string,
	metric: RuleMetric | null,
	currency: string
): string {
	const value = BigInt(at);
	const what = inSentence(metric?.name ?? 'work');
	const figure = tierFigure({ kind }, at, metric, currency);
	switch (kind) {
		case 'count':
			return `${figure} ${what}`;
		case 'streak':
			return `${plural(value, 'working day')} in a row${metric ? ` with ${what}` : ''}`;
		case 'record':
			return `${figure} ${what} in one week`;
		case 'goal':
			return `${plural(value, 'goal')} reached${metric ? ` in ${what}` : ''}`;
		case 'guardrail':
			return `${figure} ${what} that led somewhere`;
	}
}

/** A rule with all its tiers, for the trail of changes: "Bronze at 25, Silver at 100 first meetings". */
export function ruleWords(rule: BadgeRule, metric: RuleMetric | null, currency: string): string {
	const last = rule.tiers.length - 1;
	return rule.tiers
		.map(({ name, at }, index) => {
			const words = index === last ? tierWords : tierFigure;
			return `${name} at ${words(rule, at, metric, currency)}`;
		})
		.join(', ');
}

function tierFigure(
	{ kind }: Pick<BadgeRule, 'kind'>,
	at: string,
	metric: RuleMetric | null,
	currency: string
): string {
	const value = BigInt(at);
	if (kind === 'streak' || kind === 'goal') return value.toLocaleString('en');
	return metric ? showFigure(value, metric.unit, currency) : String(value);
}

function plural(value: bigint, one: string): string {
	return `${value.toLocaleString('en')} ${value === 1n ? one : `${one}s`}`;
}
