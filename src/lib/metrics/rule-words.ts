import { formatDecimal, parseDecimal } from '#lib/platform/decimal.ts';
import { currencyScale, showFigure } from '#lib/platform/quantity.ts';
import { RATE_SCALE, type Metric } from './metric.ts';
import { inSentence } from './words.ts';

type Rule = Pick<Metric, 'unit' | 'pointsPerUnit'>;

/** How a metric scores, in words: "100 points each", "1 point per €100", "30 points an hour". */
export function pointsWords(rule: Rule, currency: string): string {
	const rate = parseDecimal(rule.pointsPerUnit, RATE_SCALE);
	if (typeof rate !== 'bigint' || rate === 0n) return 'no points';
	if (rule.unit === 'minutes' && isWhole(rate * 60n)) return `${points(rate * 60n)} an hour`;
	if (rule.unit === 'count' && rate >= ONE) return `${points(rate)} each`;
	const per = wholePer(rate);
	return `${points(rate * per)} ${perWords(per, rule.unit, currency)}`;
}

/** The most of a metric that scores in a day: "at most 20 a day"; nothing without a cap. */
export function capWords(metric: Pick<Metric, 'unit' | 'dailyCap'>, currency: string): string {
	if (metric.dailyCap === null) return '';
	return `at most ${showFigure(BigInt(metric.dailyCap), metric.unit, currency)} a day`;
}

/** The outcome it is paired with: "paired with first meetings". */
export function guardrailWords(name: string | undefined): string {
	return name ? `paired with ${inSentence(name)}` : '';
}

export const UNIT_WORDS = { count: 'Counted', money: 'Money', minutes: 'Time' } as const;

export const HORIZON_WORDS = { pipeline: 'Makes future sales', forecast: 'Closes sales' } as const;

const ONE = 10n ** BigInt(RATE_SCALE);

function isWhole(rate: bigint): boolean {
	return rate % ONE === 0n;
}

// The smallest 1, 10, 100 … of the unit that scores whole points.
function wholePer(rate: bigint): bigint {
	let per = 1n;
	while (!isWhole(rate * per)) per *= 10n;
	return per;
}

function perWords(per: bigint, unit: Metric['unit'], currency: string): string {
	if (unit === 'minutes') return per === 1n ? 'a minute' : `per ${per} minutes`;
	if (unit === 'count') return per === 1n ? 'each' : `per ${per}`;
	const amount = per * 10n ** BigInt(currencyScale(currency));
	return `per ${showFigure(amount, 'money', currency)}`;
}

function points(rate: bigint): string {
	const whole = rate / ONE;
	const fraction = formatDecimal(rate, RATE_SCALE, true).split('.')[1];
	const figure = new Intl.NumberFormat('en').format(whole) + (fraction ? `.${fraction}` : '');
	return `${figure} ${figure === '1' ? 'point' : 'points'}`;
}
