import { parseDecimal } from '#lib/platform/decimal.ts';
import type { Day } from '#lib/platform/period.ts';
import { scaleOf, type Unit } from '#lib/platform/quantity.ts';
import { factorOf, type ScoringRule } from '../score.ts';
import { RATE_SCALE } from '../metric.ts';
import type { RejectedReason } from './entry.ts';

/** No single activity is worth more than ten trillion of anything, or a hundred million points. */
const LARGEST_VALUE = 10n ** 15n;
const LARGEST_POINTS = 10n ** 17n;
const OLDEST_DAY = '2000-01-01';

export type Refusal = { reason: RejectedReason; detail: string };

/** The value in the metric's smallest unit, or why it is none. */
export function readValue(
	input: string | number,
	unit: Unit,
	currency: string
): { value: bigint } | Refusal {
	const value = parseDecimal(input, scaleOf(unit, currency));
	if (value === undefined)
		return {
			reason: 'not-a-number',
			detail: `"${shorten(input)}" is not a plain number like 1054.00.`
		};
	if (value === 'too-fine') return { reason: 'too-many-decimals', detail: tooFine(unit, currency) };
	if (value < 0n)
		return {
			reason: 'negative',
			detail: 'A value is never negative; correct the activity that was wrong, or take it back.'
		};
	if (value > LARGEST_VALUE)
		return { reason: 'too-large', detail: 'The value is larger than one activity can be.' };
	return { value };
}

/** Whether an activity may be dated on this day. */
export function checkDay(day: Day, today: Day): Refusal | undefined {
	if (day < OLDEST_DAY)
		return {
			reason: 'too-long-ago',
			detail: `${day} lies before ${OLDEST_DAY}, the oldest day Winbell counts.`
		};
	if (day > today)
		return {
			reason: 'in-the-future',
			detail: `${day} has not come yet in the organization's time zone.`
		};
	return undefined;
}

const KNOWN_AT_MOST = 2_000;
const known = new Map<string, ScoringRule>();

/** Remembered: a busy hour asks for the same few rules thousands of times. */
export function scoringRule(
	pointsPerUnit: string,
	dailyCap: bigint | null,
	unit: Unit,
	currency: string
): ScoringRule {
	const key = [pointsPerUnit, dailyCap, unit, currency].join();
	const hit = known.get(key);
	if (hit) return hit;
	if (known.size >= KNOWN_AT_MOST) known.clear();
	const rate = parseDecimal(pointsPerUnit, RATE_SCALE);
	if (typeof rate !== 'bigint') throw new Error(`not a rate: ${pointsPerUnit}`);
	const rule: ScoringRule = { factor: factorOf(rate, scaleOf(unit, currency)), dailyCap };
	known.set(key, rule);
	return rule;
}

export function checkPoints(value: bigint, rule: ScoringRule): Refusal | undefined {
	if (value * rule.factor <= LARGEST_POINTS) return undefined;
	return {
		reason: 'too-large',
		detail: 'The value is worth more points than one activity can be.'
	};
}

function tooFine(unit: Unit, currency: string): string {
	if (unit !== 'money') return unit === 'count' ? 'Count in whole numbers.' : 'Give whole minutes.';
	return `${currency} has ${scaleOf(unit, currency)} decimals; the value has more.`;
}

function shorten(input: string | number): string {
	return String(input).slice(0, 40);
}
