import type { GoalId, MetricId } from '#lib/platform/ids.ts';
import type { Day, PeriodKind } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Amount, Done } from './alignment.ts';

/** The running periods that alignment is told for. */
export const ALIGNED_PERIODS = ['week', 'month', 'quarter'] as const satisfies PeriodKind[];
export type AlignedPeriod = (typeof ALIGNED_PERIODS)[number];

export interface NamedMetric {
	key: string;
	name: string;
	unit: Unit;
}

/** Whole percent that make 100 together; null before anything was done. */
export interface Shares {
	/** Feeds a goal; rounded down, so that 100 says all of it. */
	fed: number;
	/** Feeds none, and somebody said to do it all the same. */
	kept: number;
	loose: number;
}

/** What somebody said to do all the same. */
export interface Keeping {
	/** "You", or a name. */
	by: string;
	/** Whose work it was said about. */
	whose: 'member' | 'team' | 'everyone';
	until: Day;
	/** May be empty. */
	why: string;
}

/** Work that feeds no goal, with what it took. Scaled integers as decimal strings. */
export interface LooseWork {
	metric: NamedMetric;
	value: string;
	/** Billionths of a point. */
	points: string;
	activities: number;
	/** Of all points of the period in whole percent; of all activities where nothing scored. */
	share: number;
	/** Goals that count it and lead to none of the organization's. */
	counted: LooseGoal[];
}

/** A goal without a way up: linked, what it counts feeds the organization's. */
export interface LooseGoal {
	id: GoalId;
	title: string;
	/** Proposed, and not agreed yet. */
	waits: boolean;
}

export interface KeptWork extends LooseWork {
	kept: Keeping;
}

/** Work that feeds goals, and which. */
export interface FeedingWork extends Omit<LooseWork, 'counted'> {
	goals: { id: GoalId; title: string }[];
}

/** How the work of a person, a team or everybody adds up. Never a score to rank people by. */
export interface Alignment {
	period: AlignedPeriod;
	/** Share of the points that feed a goal, in whole percent; null before anything scored. */
	percent: number | null;
	points: Shares | null;
	/** By the count of activities. */
	count: Shares | null;
	/** Work that feeds no goal and is asked about, most points first. */
	loose: LooseWork[];
	kept: KeptWork[];
	feeding: FeedingWork[];
}

/** What was done in a metric with its name, the goals that it feeds and what was said about it. */
export interface Told extends Done {
	metric: NamedMetric;
	goals: { id: GoalId; title: string }[];
	/** Goals that count it and lead nowhere. */
	counted: LooseGoal[];
	kept: Keeping | undefined;
}

/** The parts as people see them: a metric whose work is partly fed stands in both lists. */
export function pictureOf(period: AlignedPeriod, done: Told[]): Alignment {
	const points = shares(done, ({ points }) => points);
	const count = shares(done, ({ activities }) => BigInt(activities));
	const whole = totalOf(done);
	const left = done
		.map((each) => ({ ...each, rest: lessFed(each) }))
		.filter(({ rest }) => rest.activities > 0)
		.sort(byPoints(({ rest }) => rest));
	const looseOf = ({ metric, rest, counted }: (typeof left)[number]): LooseWork => ({
		...part(metric, rest, whole),
		counted
	});
	return {
		period,
		percent: points?.fed ?? null,
		points,
		count,
		loose: left.filter(({ kept }) => !kept).map(looseOf),
		kept: left.flatMap((each) => (each.kept ? [{ ...looseOf(each), kept: each.kept }] : [])),
		feeding: done
			.filter(({ fed }) => fed.activities > 0)
			.sort(byPoints(({ fed }) => fed))
			.map(({ metric, fed, goals }) => ({ ...part(metric, fed, whole), goals }))
	};
}

function shares(done: Told[], of: (amount: Amount) => bigint): Shares | null {
	const sum = (amounts: Amount[]) => amounts.reduce((all, amount) => all + of(amount), 0n);
	const whole = sum(done.map(({ all }) => all));
	if (whole <= 0n) return null;
	const fed = percent(sum(done.map((each) => each.fed)), whole);
	const kept = sum(done.filter(({ kept }) => kept).map(lessFed));
	const rest = sum(done.map(lessFed));
	// What is left over by rounding goes to the loose part where there is one, else to the kept.
	const keptShare = kept === rest ? 100 - fed : percent(kept, whole);
	return { fed, kept: rest ? keptShare : 0, loose: rest ? 100 - fed - keptShare : 0 };
}

function percent(part: bigint, whole: bigint): number {
	return Number((part * 100n) / whole);
}

function lessFed({ all, fed }: Done): Amount {
	return {
		value: all.value - fed.value,
		activities: all.activities - fed.activities,
		points: all.points - fed.points
	};
}

function totalOf(done: Done[]): Pick<Amount, 'points' | 'activities'> {
	return {
		points: done.reduce((sum, { all }) => sum + all.points, 0n),
		activities: done.reduce((sum, { all }) => sum + all.activities, 0)
	};
}

function part(
	metric: NamedMetric,
	amount: Amount,
	whole: Pick<Amount, 'points' | 'activities'>
): Omit<LooseWork, 'counted'> {
	const share =
		whole.points > 0n
			? percent(amount.points, whole.points)
			: percent(BigInt(amount.activities), BigInt(Math.max(1, whole.activities)));
	return {
		metric,
		value: String(amount.value),
		points: String(amount.points),
		activities: amount.activities,
		share
	};
}

// Where nothing scores, what took most; the name settles the rest, so that nothing jumps about.
function byPoints<T extends { metric: NamedMetric; metricId: MetricId }>(of: (told: T) => Amount) {
	return (a: T, b: T) =>
		sign(of(b).points - of(a).points) ||
		of(b).activities - of(a).activities ||
		(a.metric.name < b.metric.name ? -1 : 1);
}

function sign(difference: bigint): number {
	return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}
