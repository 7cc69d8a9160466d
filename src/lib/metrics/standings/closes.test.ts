import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RATE_SCALE } from '#lib/metrics/metric.ts';
import { factorOf } from '#lib/metrics/score.ts';
import { parseDecimal } from '#lib/platform/decimal.ts';
import { POINT_SCALE, scaleOf } from '#lib/platform/quantity.ts';
import { closes, passing, type Scoring } from './closes.ts';

const calls: Scoring = metric('Calls connected', 'count', '10', '20');
const meetings = metric('First meetings', 'count', '40');
const demos = metric('Demos held', 'count', '100');
const deals = metric('Deals won', 'count', '500');
const revenue = metric('Revenue', 'money', '0.01');
const coaching = metric('Coaching', 'minutes', '0.5');
const all = [calls, meetings, demos, deals, revenue];

function metric(
	name: string,
	unit: Scoring['unit'],
	pointsPerUnit: string,
	dailyCap: string | null = null
): Scoring {
	return { name, unit, pointsPerUnit, dailyCap, guarded: false };
}

const points = (n: number) => BigInt(Math.round(n * 1000)) * 10n ** BigInt(POINT_SCALE - 3);

describe('what passes somebody', () => {
	it.each([
		['a level gap needs a point more', 96, 97],
		['a broken gap is rounded up', 95.9, 96],
		['level with them already', 0, 1]
	])('%s', (_, gap, needed) => {
		expect(passing(points(gap), 'points', 'EUR')).toBe(points(needed));
	});

	it('is whole money, pieces and minutes', () => {
		expect(passing(120_000n, 'money', 'EUR')).toBe(120_100n);
		expect(passing(119_950n, 'money', 'EUR')).toBe(120_000n);
		expect(passing(1200n, 'money', 'JPY')).toBe(1201n);
		expect(passing(2n, 'count', 'EUR')).toBe(3n);
		expect(passing(25n, 'minutes', 'EUR')).toBe(26n);
	});
});

describe('what closes a gap in points', () => {
	it.each<[string, number, Scoring[], string, bigint]>([
		['the least that does it', 96, all, 'Demos held', 1n],
		['a demo would only draw level', 100, all, 'First meetings', 3n],
		['a small gap takes a small step', 3, all, 'Calls connected', 1n],
		['a call would only draw level', 10, all, 'Calls connected', 2n],
		['up to five where one is not enough', 120, [calls, meetings], 'First meetings', 4n],
		['else the fewest', 5000, all, 'Deals won', 11n],
		[
			'what scores nothing closes nothing',
			5,
			[metric('Emails', 'count', '0'), calls],
			'Calls connected',
			1n
		],
		['more than a day of a capped one is no step', 5000, [calls, meetings], 'First meetings', 126n],
		['money where nothing else scores, round', 96, [revenue], 'Revenue', 970_000n],
		['time in five minutes', 20, [coaching], 'Coaching', 45n]
	])('%s', (_, gap, metrics, name, amount) => {
		const step = closes(points(gap), metrics, 'EUR', false);
		expect([step?.metric.name, step?.amount]).toEqual([name, amount]);
	});

	it('promises nothing for today that a daily cap could cut off', () => {
		expect(closes(points(3), all, 'EUR', true)?.metric.name).toBe('First meetings');
		expect(closes(points(3), [calls], 'EUR', true)).toBeUndefined();
	});

	it('promises nothing that may have to wait for its outcome', () => {
		const guarded = { ...calls, guarded: true };
		const step = closes(points(3), [guarded, meetings], 'EUR', false);
		expect(step?.metric.name).toBe('First meetings');
		expect(closes(points(3), [guarded], 'EUR', false)).toBeUndefined();
	});

	it('is nothing where nothing scores', () => {
		expect(closes(points(3), [], 'EUR', false)).toBeUndefined();
	});

	it('always passes, whatever the rules', () => {
		const anyMetric = fc.record({
			name: fc.constant('Anything'),
			unit: fc.constantFrom('count' as const, 'money' as const, 'minutes' as const),
			pointsPerUnit: fc
				.bigInt({ min: 1n, max: 900_000_000n })
				.map((rate) => `${rate / 1_000_000n}.${String(rate % 1_000_000n).padStart(6, '0')}`),
			dailyCap: fc.constant(null),
			guarded: fc.constant(false)
		});
		const gap = fc.bigInt({ min: 0n, max: 10_000n * 10n ** BigInt(POINT_SCALE) });
		fc.assert(
			fc.property(gap, fc.array(anyMetric, { minLength: 1 }), (missing, metrics) => {
				const step = closes(missing, metrics, 'EUR', false)!;
				const rate = parseDecimal(step.metric.pointsPerUnit, RATE_SCALE) as bigint;
				const factor = factorOf(rate, scaleOf(step.metric.unit, 'EUR'));
				expect(step.amount * factor > missing).toBe(true);
			})
		);
	});
});
