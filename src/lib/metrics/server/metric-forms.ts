import { z } from 'zod';
import { formatDecimal, parseDecimal } from '#lib/platform/decimal.ts';
import { isId, type MetricId } from '#lib/platform/ids.ts';
import { scaleOf, UNITS } from '#lib/platform/quantity.ts';
import { HORIZONS, RATE_SCALE } from '../metric.ts';

const POINTS = 'Use a number like 100 or 0.01, with six decimals at most.';
const CAP = 'Use a number above zero, or leave it empty.';

const fields = {
	name: z
		.string('Give it a name.')
		.trim()
		.min(1, 'Give it a name.')
		.max(40, 'Keep it to 40 characters.'),
	// Written as people type it; "0100.50" and "100.5" are one rule.
	pointsPerUnit: z.string(POINTS).transform((text, context) => {
		const rate = parseDecimal(text, RATE_SCALE);
		if (typeof rate === 'bigint') return formatDecimal(rate, RATE_SCALE, true);
		context.addIssue({ code: 'custom', message: POINTS });
		return z.NEVER;
	}),
	horizon: z.enum(HORIZONS, 'Choose what it is for.'),
	dailyCap: z.string().optional(),
	guardrailId: z
		.custom<MetricId>((id) => typeof id === 'string' && isId(id), 'Choose one from the list.')
		.nullable()
		.default(null)
};

/** A new metric; the cap is typed in the unit, kept in its smallest part. */
export function newMetricForm(currency: string) {
	return z
		.object({ ...fields, unit: z.enum(UNITS, 'Choose what it counts.') })
		.transform((form, context) => withCap(form, form.unit, currency, context));
}

export function metricForm(unit: (typeof UNITS)[number], currency: string) {
	return z.object(fields).transform((form, context) => withCap(form, unit, currency, context));
}

function withCap<Form extends { dailyCap?: string | undefined }>(
	form: Form,
	unit: (typeof UNITS)[number],
	currency: string,
	context: z.RefinementCtx
): Omit<Form, 'dailyCap'> & { dailyCap: string | null } {
	if (form.dailyCap === undefined) return { ...form, dailyCap: null };
	const cap = parseDecimal(form.dailyCap, scaleOf(unit, currency));
	if (typeof cap === 'bigint' && cap > 0n) return { ...form, dailyCap: cap.toString() };
	context.addIssue({ code: 'custom', message: CAP, path: ['dailyCap'] });
	return z.NEVER;
}
