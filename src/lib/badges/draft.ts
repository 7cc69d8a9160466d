import { formatDecimal } from '#lib/platform/decimal.ts';
import { scaleOf, type FigureUnit, type Unit } from '#lib/platform/quantity.ts';
import { BADGE_SHAPES, type Badge, type BadgeFace, type BadgeShape } from './badge.ts';
import { BADGE_RULE_KINDS, MOST_TIERS, type BadgeRule, type BadgeRuleKind } from './badge-rule.ts';

/** A badge while it is being designed: every field as it is typed. */
export interface BadgeDraft {
	name: string;
	criteria: string;
	shape: string;
	glyph: string;
	/** 0 to 6. */
	colour: string;
	/** Given by people, or earned by work. */
	how: string;
	kind: string;
	/** A metric's id; empty for any. */
	metricId: string;
	/** Always three; an empty `at` is no tier. Figures in the metric's unit. */
	tiers: { name: string; at: string }[];
}

/** A metric that a rule can ask about. */
export interface DraftMetric {
	id: string;
	name: string;
	unit: Unit;
	hasGuardrail: boolean;
}

export const TIER_NAMES = ['Bronze', 'Silver', 'Gold'] as const;

/** A badge as it can be edited; without one, where a new one starts. */
export function draftOf(
	badge: (Badge & { rule: BadgeRule | null }) | undefined,
	metrics: readonly DraftMetric[],
	currency: string
): BadgeDraft {
	const { rule, ...face } = badge ?? NEW;
	return {
		...face,
		colour: String(face.colour),
		how: rule ? 'work' : 'people',
		kind: rule?.kind ?? BADGE_RULE_KINDS[0],
		metricId: rule?.metricId ?? '',
		tiers: typedTiers(rule, metrics, currency)
	};
}

const NEW = {
	name: '',
	criteria: '',
	shape: BADGE_SHAPES[0],
	glyph: 'star',
	colour: 1,
	rule: null
};

function typedTiers(
	rule: BadgeRule | null,
	metrics: readonly DraftMetric[],
	currency: string
): BadgeDraft['tiers'] {
	const metric = metrics.find(({ id }) => id === rule?.metricId);
	const scale = rule ? scaleOf(figureUnit(rule.kind, metric), currency) : 0;
	return TIER_NAMES.map((name, index) => {
		const tier = rule?.tiers[index];
		return tier
			? { name: tier.name, at: formatDecimal(BigInt(tier.at), scale, true) }
			: { name, at: '' };
	});
}

/** What a form has sent, whatever is wrong with it: to be shown again. */
export function sentDraft(form: FormData): BadgeDraft {
	const text = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value : '';
	};
	return {
		name: text('name'),
		criteria: text('criteria'),
		shape: text('shape'),
		glyph: text('glyph'),
		colour: text('colour'),
		how: text('how'),
		kind: text('kind'),
		metricId: text('metricId'),
		tiers: Array.from({ length: MOST_TIERS }, (_, index) => ({
			name: text(`tierName${index + 1}`),
			at: text(`tierAt${index + 1}`)
		}))
	};
}

/** What a draft looks like; what cannot be drawn looks as a badge does that says nothing. */
export function faceOf({ name, shape, glyph, colour }: BadgeDraft): BadgeFace {
	const known = BADGE_SHAPES.find((each) => each === shape) as BadgeShape | undefined;
	const number = /^[0-6]$/.test(colour) ? Number(colour) : 0;
	return { name: name || 'New badge', shape: known ?? BADGE_SHAPES[0], glyph, colour: number };
}

/** In what a tier's figure is typed. */
export function atUnit(
	kind: string,
	metric: Pick<DraftMetric, 'unit'> | undefined
): FigureUnit | 'days' | 'goals' {
	if (kind === 'streak') return 'days';
	if (kind === 'goal') return 'goals';
	return metric?.unit ?? 'count';
}

/** The same as it is read and written: days and goals are counted. */
export function figureUnit(
	kind: BadgeRuleKind,
	metric: Pick<DraftMetric, 'unit'> | undefined
): FigureUnit {
	const unit = atUnit(kind, metric);
	return unit === 'days' || unit === 'goals' ? 'count' : unit;
}
