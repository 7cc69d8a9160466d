import { z } from 'zod';
import { formatDecimal } from '#lib/platform/decimal.ts';
import { isId, type MetricId } from '#lib/platform/ids.ts';
import { scaleOf, UNITS, type Unit } from '#lib/platform/quantity.ts';
import { readTyped } from '#lib/platform/typed-number.ts';
import { askWhich } from '#lib/platform/unclear-number.ts';
import {
	GUARDRAIL_WINDOWS,
	HORIZONS,
	RATE_SCALE,
	type GuardrailWindow,
	type Metric
} from '../metric.ts';

const POINTS = 'Use a number like 100 or 0.01, with six decimals at most.';
const CAP = 'Use a number above zero, or leave it empty.';
const ABOVE = 'Use a number above zero.';

const fieldsOf = (currency: string) => ({
	name: z
		.string('Give it a name.')
		.trim()
		.min(1, 'Give it a name.')
		.max(40, 'Keep it to 40 characters.'),
	// Written as people type it; "0100.50" and "100.5" are one rule.
	pointsPerUnit: z.string(POINTS).transform((text, context) => {
		const which = askWhich(text, 'points', currency);
		const rate = which ? undefined : readTyped(text, RATE_SCALE);
		if (typeof rate === 'bigint') return formatDecimal(rate, RATE_SCALE, true);
		context.addIssue({ code: 'custom', message: which ?? POINTS });
		return z.NEVER;
	}),
	horizon: z.enum(HORIZONS, 'Choose what it is for.'),
	dailyCap: z.string().optional(),
	guardrailId: z
		.custom<MetricId>((id) => typeof id === 'string' && isId(id), 'Choose one from the list.')
		.optional(),
	guardrailAllows: z.string().optional(),
	guardrailPer: z.string().optional(),
	guardrailWindow: z.enum(GUARDRAIL_WINDOWS, 'Choose a week, a month or a quarter.').optional()
});

/** What can stand as an outcome; figures for it are typed in its unit. */
type Outcome = Pick<Metric, 'id' | 'unit'>;

/** A new metric; quantities are typed in their unit, kept in its smallest part. */
export function newMetricForm(currency: string, outcomes: readonly Outcome[] = []) {
	return z
		.object({ ...fieldsOf(currency), unit: z.enum(UNITS, 'Choose what it counts.') })
		.transform((form, context) => ruleOf(form, form.unit, { currency, outcomes }, context));
}

export function metricForm(unit: Unit, currency: string, outcomes: readonly Outcome[] = []) {
	return z
		.object(fieldsOf(currency))
		.transform((form, context) => ruleOf(form, unit, { currency, outcomes }, context));
}

interface Organization {
	currency: string;
	outcomes: readonly Outcome[];
}

interface Typed {
	dailyCap?: string | undefined;
	guardrailId?: MetricId | undefined;
	guardrailAllows?: string | undefined;
	guardrailPer?: string | undefined;
	guardrailWindow?: GuardrailWindow | undefined;
}

type Read<Form> = Omit<Form, keyof Typed> & Pick<Metric, 'dailyCap' | 'guardrail'>;

function ruleOf<Form extends Typed>(
	form: Form,
	unit: Unit,
	organization: Organization,
	context: z.RefinementCtx
): Read<Form> {
	const { dailyCap, guardrailId, guardrailAllows, guardrailPer, guardrailWindow, ...rest } = form;
	const typed = { guardrailId, guardrailAllows, guardrailPer, guardrailWindow };
	const refuse = (path: keyof Typed, message: string) =>
		context.addIssue({ code: 'custom', message, path: [path] });
	const { currency } = organization;
	const sayCap = (which = CAP) => refuse('dailyCap', which);
	const cap = dailyCap === undefined ? null : above(dailyCap, unit, currency, sayCap);
	const guardrail = guardrailOf(typed, unit, organization, refuse);
	if (cap === undefined || guardrail === undefined) return z.NEVER;
	return { ...rest, dailyCap: cap, guardrail };
}

// All of it or none; undefined where something of it is missing or wrong.
function guardrailOf(
	{ guardrailId, guardrailAllows, guardrailPer, guardrailWindow }: Typed,
	unit: Unit,
	{ currency, outcomes }: Organization,
	refuse: (field: keyof Typed, message: string) => void
): Metric['guardrail'] | undefined {
	if (!guardrailId) {
		if (!guardrailAllows && !guardrailPer) return null;
		refuse('guardrailId', 'Choose the outcome they score for, or leave the figures empty.');
		return undefined;
	}
	const outcome = outcomes.find(({ id }) => id === guardrailId);
	if (!outcome) refuse('guardrailId', 'Choose one from the list.');
	const sayAllows = (which = ABOVE) => refuse('guardrailAllows', which);
	const sayPer = (which = ABOVE) => refuse('guardrailPer', which);
	const allows = above(guardrailAllows, unit, currency, sayAllows);
	const per = above(guardrailPer, outcome?.unit ?? 'money', currency, sayPer);
	if (!guardrailWindow) refuse('guardrailWindow', 'Choose a week, a month or a quarter.');
	if (!outcome || !allows || !per || !guardrailWindow) return undefined;
	return { outcomeId: guardrailId, allows, per, window: guardrailWindow };
}

// A quantity above zero in its smallest unit. Where it is none, or could be read in two ways, `say` is
// called, with what to ask.
function above(
	text = '',
	unit: Unit,
	currency: string,
	say: (which?: string) => void
): string | undefined {
	const which = askWhich(text, unit, currency);
	const quantity = which ? undefined : readTyped(text, scaleOf(unit, currency));
	if (typeof quantity === 'bigint' && quantity > 0n) return quantity.toString();
	say(which);
	return undefined;
}
