import fc from 'fast-check';

/** One thing that happens in a history; entries are named by their place among those there are. */
export type Step =
	| { do: 'record'; who: number; metric: number; value: number; back: number }
	| { do: 'again' | 'other' | 'reverse' | 'withdraw'; entry: number }
	| { do: 'correct'; entry: number; change: Differs; again: boolean }
	| { do: 'move'; who: number; team: number; ahead: number }
	| { do: 'rule'; metric: number; rate: number; cap: number | null; guard: Guarded | null }
	| { do: 'wait'; days: number };

/** What a correction changes: places in the lists, and days before today. */
export interface Differs {
	who?: number;
	metric?: number;
	value?: number;
	back?: number;
}

export interface Guarded {
	outcome: number;
	allows: number;
	per: number;
	window: 'week' | 'month' | 'quarter';
}

export const PEOPLE = ['aiko', 'lena', 'oskar'] as const;
export const METRICS = ['calls-connected', 'first-meetings', 'demos-held'] as const;
/** Points for one, as the rule says it and in billionths. */
export const RATES = [
	['1', 1_000_000_000n],
	['0.5', 500_000_000n],
	['12.25', 12_250_000_000n]
] as const;

const who = fc.nat(PEOPLE.length - 1);
const metric = fc.nat(METRICS.length - 1);
const value = fc.nat(30);
const back = fc.nat(40);
const entry = fc.nat(40);
const of = <Name extends string>(name: Name) => fc.constant(name);

const record = fc.record({ do: of('record'), who, metric, value, back });
const guard = fc.record({
	outcome: metric,
	allows: fc.integer({ min: 1, max: 9 }),
	per: fc.integer({ min: 1, max: 3 }),
	window: fc.constantFrom('week' as const, 'month' as const, 'quarter' as const)
});

/** Histories of up to `most` steps. */
export function histories(most: number): fc.Arbitrary<Step[]> {
	const step: fc.Arbitrary<Step> = fc.oneof(
		{ weight: 6, arbitrary: record },
		{ weight: 1, arbitrary: fc.record({ do: fc.constantFrom('again', 'other'), entry }) },
		{ weight: 3, arbitrary: fc.record({ do: fc.constantFrom('reverse', 'withdraw'), entry }) },
		{
			weight: 4,
			arbitrary: fc.record({
				do: of('correct'),
				entry,
				change: fc.record({ who, metric, value, back }, { requiredKeys: [] }),
				again: fc.boolean()
			})
		},
		{
			weight: 1,
			arbitrary: fc.record({ do: of('move'), who, team: fc.nat(2), ahead: fc.nat(2) })
		},
		{
			weight: 2,
			arbitrary: fc.record({
				do: of('rule'),
				metric,
				rate: fc.nat(RATES.length - 1),
				cap: fc.option(fc.integer({ min: 1, max: 20 })),
				guard: fc.option(guard)
			})
		},
		{ weight: 1, arbitrary: fc.record({ do: of('wait'), days: fc.integer({ min: 1, max: 9 }) }) }
	);
	return fc.array(step, { minLength: 1, maxLength: most });
}
