import { z } from 'zod';
import { scaleOf, type FigureUnit } from '#lib/platform/quantity.ts';
import { readTyped } from '#lib/platform/typed-number.ts';
import { askWhich } from '#lib/platform/unclear-number.ts';
import { EMBLEM_GLYPHS } from '#lib/ui/emblem.ts';
import { BADGE_SHAPES } from '../badge.ts';
import { BADGE_RULE_KINDS, type BadgeRule, type BadgeRuleKind } from '../badge-rule.ts';
import { figureUnit, TIER_NAMES, type DraftMetric } from '../draft.ts';

const FIGURE = 'Write a figure above zero.';

const tierName = z.string().trim().max(20, 'Keep it to 20 characters.').optional();

const fields = {
	name: z
		.string('Give it a name.')
		.trim()
		.min(1, 'Give it a name.')
		.max(40, 'Keep it to 40 characters.'),
	criteria: z
		.string('Say in a sentence what it is for.')
		.trim()
		.min(1, 'Say in a sentence what it is for.')
		.max(140, 'Say it in at most 140 characters.'),
	shape: z.enum(BADGE_SHAPES, 'Choose a shape.'),
	glyph: z.enum(EMBLEM_GLYPHS, 'Choose a sign.'),
	colour: z.coerce.number('Choose a colour.').int().min(0, 'Choose a colour.').max(6),
	how: z.enum(['people', 'work'], 'Choose who gives it.'),
	kind: z.enum(BADGE_RULE_KINDS, 'Choose what it asks for.').optional(),
	metricId: z.string().optional(),
	tierName1: tierName,
	tierName2: tierName,
	tierName3: tierName,
	tierAt1: z.string().optional(),
	tierAt2: z.string().optional(),
	tierAt3: z.string().optional()
};

type Typed = z.output<z.ZodObject<typeof fields>>;
type Refuse = (field: keyof typeof fields, message: string) => undefined;

/** A badge as it is designed; its tiers are typed in the metric's unit, kept in its smallest part. */
export function badgeForm(metrics: readonly DraftMetric[], currency: string) {
	return z.object(fields).transform((form, context) => {
		const { name, criteria, shape, glyph, colour } = form;
		const face = { name, criteria, shape, glyph, colour };
		if (form.how === 'people') return { ...face, rule: null };
		const refuse: Refuse = (field, message) => {
			context.addIssue({ code: 'custom', message, path: [field] });
			return undefined;
		};
		const rule = ruleOf(form, metrics, currency, refuse);
		return rule ? { ...face, rule } : z.NEVER;
	});
}

export type BadgeDesign = z.output<ReturnType<typeof badgeForm>>;

function ruleOf(
	form: Typed,
	metrics: readonly DraftMetric[],
	currency: string,
	refuse: Refuse
): BadgeRule | undefined {
	const { kind, metricId } = form;
	if (!kind) return refuse('kind', 'Choose what it asks for.');
	const metric = metrics.find(({ id }) => id === metricId);
	if (metricId && !metric) return refuse('metricId', 'Choose a metric from the list.');
	if (!metric && kind !== 'streak' && kind !== 'goal')
		return refuse('metricId', 'Choose what it counts.');
	if (kind === 'guardrail' && !metric?.hasGuardrail)
		return refuse('metricId', 'Choose a metric that has a guardrail, or count all of it.');
	const tiers = tiersOf(form, kind, { unit: figureUnit(kind, metric), currency }, refuse);
	return tiers && { kind, metricId: metric?.id ?? null, tiers };
}

function tiersOf(
	form: Typed,
	kind: BadgeRuleKind,
	{ unit, currency }: { unit: FigureUnit; currency: string },
	refuse: Refuse
): BadgeRule['tiers'] | undefined {
	const tiers: BadgeRule['tiers'] = [];
	for (const number of [1, 2, 3] as const) {
		const typed = form[`tierAt${number}`];
		if (!typed) continue;
		const which = askWhich(typed, unit, currency);
		if (which) return refuse(`tierAt${number}`, which);
		const at = readTyped(typed, scaleOf(unit, currency));
		if (typeof at !== 'bigint' || at <= 0n) return refuse(`tierAt${number}`, FIGURE);
		if (kind === 'streak' && at > 2000n)
			return refuse(`tierAt${number}`, 'Nobody lives up to that: choose at most 2,000 days.');
		if (tiers.length && at <= BigInt(tiers.at(-1)!.at))
			return refuse(`tierAt${number}`, 'Ask for more than the tier before.');
		tiers.push({ name: form[`tierName${number}`] || TIER_NAMES[number - 1]!, at: String(at) });
	}
	return tiers.length ? tiers : refuse('tierAt1', FIGURE);
}
