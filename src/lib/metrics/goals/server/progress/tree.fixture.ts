import fc from 'fast-check';
import type { ActivityId, GoalId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { GoalMeasure, GoalScope } from '../../goal.ts';

export const PEOPLE = ['Mara', 'Aiko', 'Lena', 'Oskar', 'Sana'];
export const METRICS = ['demos-held', 'deals-won'];
const SEGMENTS = ['hospital', 'school'];
/** With the night in which Berlin's clocks go back, and the day on which Lena changes teams. */
export const DAYS: Day[] = [
	...['2026-10-24', '2026-10-25', '2026-11-01', '2026-11-02'],
	...['2026-11-15', '2026-11-16', '2026-11-18']
];

/** Lena is in Northern Lights until then. */
export const LENA_MOVES = '2026-11-16';

export function teamOf(who: string, day: Day): string {
	if (who === 'Lena') return day < LENA_MOVES ? 'Northern Lights' : 'Harbour Crew';
	return ['Mara', 'Aiko'].includes(who) ? 'Northern Lights' : 'Harbour Crew';
}

/** An entry as it stands now. */
export interface Deed {
	id: ActivityId;
	who: string;
	metric: string;
	day: Day;
	/** Negative where it stands for a row that takes another back. */
	value: number;
	segment: string | null;
	stands: boolean;
}

export interface Aim {
	id: GoalId;
	measure: GoalMeasure;
	scope: GoalScope;
	metric: string | null;
	segment: string | null;
	atLeast: number | null;
	start: number;
	target: number;
	from: Day;
	to: Day;
	/** A member's or a team's. */
	whose: string | null;
	people: { who: string; from: Day; to: Day | null }[];
	parent: Aim | null;
	/** What it is to support once that is agreed; left out where it waits for nothing. */
	wanted?: Aim | null;
	owner: string;
	agreed: boolean;
	taps: number;
	/** Its result, once it is closed. */
	closed: number | null;
}

/** What a goal stands at: the rule as it is told, without an index, a total or a sum of sums. */
export function standsAt(aim: Aim, deeds: readonly Deed[], aims: readonly Aim[]): number {
	if (aim.closed !== null) return aim.closed;
	if (aim.measure === 'check-in') return aim.start + aim.taps;
	if (aim.measure === 'metric')
		return deeds
			.filter((deed) => deed.stands && counts(aim, deed))
			.reduce((sum, deed) => sum + deed.value, aim.start);
	const supporters = aims.filter((other) => other.parent === aim && other.agreed);
	return (
		aim.start + supporters.filter((other) => standsAt(other, deeds, aims) >= other.target).length
	);
}

function counts(aim: Aim, deed: Deed): boolean {
	if (deed.metric !== aim.metric || deed.day < aim.from || deed.day > aim.to) return false;
	if (aim.segment && deed.segment !== aim.segment) return false;
	if (aim.atLeast !== null && Math.abs(deed.value) < aim.atLeast) return false;
	if (aim.scope === 'team') return teamOf(deed.who, deed.day) === aim.whose;
	if (aim.scope === 'member') return deed.who === aim.whose;
	if (aim.scope === 'organization') return true;
	return aim.people.some(
		({ who, from, to }) => who === deed.who && from <= deed.day && (!to || deed.day <= to)
	);
}

const who = fc.constantFrom(...PEOPLE);
const metric = fc.constantFrom(...METRICS);
const day = fc.constantFrom(...DAYS);
const value = fc.integer({ min: 0, max: 6 });
const segment = fc.constantFrom(null, ...SEGMENTS);
const nth = fc.nat({ max: 40 });
const deed = fc.record({ who, metric, value, day, segment });

const aim = fc.record({
	do: fc.constant('set' as const),
	measure: fc.constantFrom('metric' as const, 'metric', 'check-in', 'goals'),
	scope: fc.constantFrom('organization' as const, 'team', 'pod', 'member'),
	who,
	metric,
	segment: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, segment),
	atLeast: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.integer({ min: 1, max: 4 })),
	start: fc.constantFrom(0, 0, 0, 1, 2),
	target: fc.integer({ min: 1, max: 5 }),
	from: fc.constantFrom(...DAYS.slice(0, 4)),
	to: fc.constantFrom(...DAYS.slice(3)),
	/** Of what is there; often none. */
	parent: fc.option(nth),
	agreed: fc.boolean()
});

const change = fc.oneof(
	fc.record({ value: value.map(String) }),
	fc.record({ occurredAt: day }),
	fc.record({ member: who.map((name) => `${name.toLowerCase()}@halden.example`) }),
	fc.record({ segment }),
	fc.record({ metric })
);

const onGoal = fc.oneof(
	fc.record({ do: fc.constant('edit' as const), nth, target: value.map((n) => n + 1), to: day }),
	fc.record({ do: fc.constant('link' as const), nth, parent: fc.option(nth) }),
	fc.record({ do: fc.constant('ask' as const), nth, parent: fc.option(nth) }),
	fc.record({ do: fc.constantFrom('agree' as const, 'decline', 'close', 'answer'), nth }),
	fc.record({ do: fc.constantFrom('join' as const, 'leave'), nth, who, day }),
	fc.record({ do: fc.constant('tap' as const), nth, who, amount: fc.constantFrom(1, 1, -1) })
);

export const aStep = fc.oneof(
	{ weight: 4, arbitrary: aim },
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('record' as const),
			deeds: fc.array(deed, { minLength: 1, maxLength: 6 })
		})
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constantFrom('reverse' as const, 'withdraw'), nth }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('correct' as const), nth, change }) },
	{ weight: 7, arbitrary: onGoal }
);

const hand = fc.record({ do: fc.constant('hand' as const), nth, who });

/** The same, and now and then somebody takes on what another one answered for. */
export const aTurn = fc.oneof({ weight: 6, arbitrary: aStep }, { weight: 2, arbitrary: hand });

export type Handing = typeof hand extends fc.Arbitrary<infer S> ? S : never;
export type Step = typeof aStep extends fc.Arbitrary<infer S> ? S : never;
export type Setting = Extract<Step, { do: 'set' }>;
