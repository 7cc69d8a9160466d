import { formatDecimal, parseDecimal } from '#lib/platform/decimal.ts';
import { currencyScale, showFigure } from '#lib/platform/quantity.ts';
import { RATE_SCALE, type Metric } from './metric.ts';
import { amountWords, inSentence, oneOf } from './words.ts';

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

type Counted = Pick<Metric, 'name' | 'unit'>;

/**
 * A guardrail in one sentence: "25 calls connected score for each first meeting in the same month;
 * the others wait for the next one." Nothing where there is none, or its outcome is not known.
 */
export function guardrailWords(
	metric: Counted & Pick<Metric, 'guardrail'>,
	outcome: Counted | undefined,
	currency: string
): string {
	const { guardrail } = metric;
	if (!guardrail || !outcome) return '';
	const [allows, per] = [BigInt(guardrail.allows), BigInt(guardrail.per)];
	const isOne = outcome.unit === 'count' && per === 1n;
	const each = isOne ? `each ${oneOf(outcome.name)}` : `every ${amountOf(per, outcome, currency)}`;
	const next = isOne ? 'one' : showFigure(per, outcome.unit, currency);
	const counts = metric.unit === 'count';
	const score = counts && allows !== 1n ? 'score' : 'scores';
	const rest = counts ? 'the others wait' : 'the rest waits';
	const work = amountOf(allows, metric, currency);
	return `${work} ${score} for ${each} in the same ${guardrail.window}; ${rest} for the next ${next}.`;
}

/** So much of a metric: "25 calls connected", "1 h 00 of talk time", "€5,000 of pipeline". */
export function amountOf(amount: bigint, { name, unit }: Counted, currency: string): string {
	if (unit === 'count') return amountWords(amount, name, false);
	return `${showFigure(amount, unit, currency)} of ${inSentence(name)}`;
}

export const UNIT_WORDS = { count: 'Counted', money: 'Money', minutes: 'Time' } as const;

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
