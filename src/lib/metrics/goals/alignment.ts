import type { GoalId, MetricId, MemberId, TeamId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import { ancestorsOf } from './chain.ts';
import type { GoalKind } from './goal.ts';

/** What somebody did in one metric on one day. */
export interface Work {
	metricId: MetricId;
	metric: { key: string; name: string; unit: Unit };
	day: Day;
	memberId: MemberId;
	teamId: TeamId;
	/** The metric's smallest unit. */
	value: bigint;
	/** Thousandths of a point. */
	points: bigint;
	activities: number;
}

/** The part of a goal that says what feeds it and where it leads. */
export interface Aim {
	id: GoalId;
	kind: GoalKind;
	metricId: MetricId | null;
	startsOn: Day;
	endsOn: Day;
	teamId: TeamId | null;
	memberId: MemberId | null;
	parentId: GoalId | null;
}

/** Scaled integers as decimal strings. */
export interface Alignment {
	/** Share of the points that feed a goal, in whole percent; null before anything scored. */
	percent: number | null;
	/** Work that feeds no goal, most points first. */
	loose: LooseWork[];
}

export interface LooseWork {
	metric: { key: string; name: string; unit: Unit };
	value: string;
	points: string;
	activities: number;
}

/**
 * How much of the work feeds an organizational goal, directly or through the goals that its own
 * goal supports. Work counts once, however many goals it feeds.
 */
export function alignmentOf(work: Work[], aims: Aim[]): Alignment {
	const leading = aims.filter((aim) => leads(aim, aims));
	const loose = work.filter((piece) => !leading.some((aim) => feeds(piece, aim)));
	const total = pointsIn(work);
	return {
		percent: total > 0n ? percentOf(total - pointsIn(loose), total) : null,
		loose: byMetric(loose)
	};
}

/** Does the work move the goal? The same rule as the projection's, in words for one piece. */
export function feeds(
	work: Pick<Work, 'metricId' | 'day' | 'memberId' | 'teamId'>,
	aim: Aim
): boolean {
	return (
		aim.metricId === work.metricId &&
		aim.startsOn <= work.day &&
		work.day <= aim.endsOn &&
		(aim.teamId === null || aim.teamId === work.teamId) &&
		(aim.memberId === null || aim.memberId === work.memberId)
	);
}

function leads(aim: Aim, aims: Aim[]): boolean {
	return [aim, ...ancestorsOf(aims, aim.id)].some((goal) => goal.kind === 'organizational');
}

// Rounded down, so that 100 % says all of it.
function percentOf(part: bigint, whole: bigint): number {
	return Number((part * 100n) / whole);
}

function pointsIn(work: Work[]): bigint {
	return work.reduce((sum, piece) => sum + piece.points, 0n);
}

function byMetric(work: Work[]): LooseWork[] {
	const sums = new Map<MetricId, Work>();
	for (const piece of work) {
		const sum = sums.get(piece.metricId);
		sums.set(piece.metricId, sum ? plus(sum, piece) : piece);
	}
	return [...sums.values()]
		.filter((sum) => sum.activities > 0)
		.sort((a, b) => Number(b.points - a.points))
		.map(({ metric, value, points, activities }) => ({
			metric,
			value: String(value),
			points: String(points),
			activities
		}));
}

function plus(a: Work, b: Work): Work {
	return {
		...a,
		value: a.value + b.value,
		points: a.points + b.points,
		activities: a.activities + b.activities
	};
}
