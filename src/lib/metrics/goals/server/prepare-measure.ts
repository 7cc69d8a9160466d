import { and, eq, isNull } from 'drizzle-orm';
import { LONGEST_SEGMENT, segmentOf } from '#lib/metrics/activity/segment.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import type { MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { readFigures, type Faults, type Figures, type TypedFigures } from '../form/goal-input.ts';
import type { GoalMeasure } from '../goal.ts';

/** What a goal counts and how much of it. */
export interface TypedMeasure extends TypedFigures {
	/** Left out, it counts its metric, or taps without one. */
	measure?: GoalMeasure;
	/** A metric's key. */
	metric?: string;
	/** Only activities of this segment. */
	segment?: string;
}

export interface Measured extends Figures {
	measure: GoalMeasure;
	metricId: MetricId | null;
	segment: string | null;
}

/** Reads what is counted, with a sentence for every field at fault, and the unit it is counted in. */
export async function prepareMeasure(
	tx: Queryable,
	orgId: OrgId,
	typed: TypedMeasure,
	currency: string
): Promise<{ measured: Measured; unit: Unit; faults: Faults }> {
	const measure = typed.measure ?? (typed.metric ? 'metric' : 'check-in');
	const metric = measure === 'metric' ? await metricOf(tx, orgId, typed.metric) : undefined;
	const unit = metric?.unit ?? 'count';
	const filter = metric ? { atLeast: typed.atLeast, commit: typed.commit } : NO_FILTER;
	const { figures, faults } = readFigures({ ...typed, ...filter }, unit, currency);
	const segment = metric ? segmentOf(typed.segment) : null;
	if (measure === 'metric' && !metric)
		faults.metric = typed.metric
			? 'This metric is not counted here. Choose another.'
			: 'Choose what it counts.';
	Object.assign(faults, segmentFault(typed.segment));
	return {
		measured: { ...figures, measure, metricId: metric?.id ?? null, segment },
		unit,
		faults
	};
}

function segmentFault(segment = ''): Faults {
	if (segment.trim().length <= LONGEST_SEGMENT) return {};
	return { segment: `Keep it to ${LONGEST_SEGMENT} letters.` };
}

// Taps and goals have no value to filter by, and bounds speak of one metric.
const NO_FILTER = { atLeast: undefined, commit: undefined };

async function metricOf(
	tx: Queryable,
	orgId: OrgId,
	key: string | undefined
): Promise<{ id: MetricId; unit: Unit } | undefined> {
	if (!key) return undefined;
	const [metric] = await tx
		.select({ id: metrics.id, unit: metrics.unit })
		.from(metrics)
		.where(and(eq(metrics.orgId, orgId), eq(metrics.key, key), isNull(metrics.archivedAt)));
	return metric;
}

/** The unit in which a stored goal counts. */
export async function unitOf(
	tx: Queryable,
	goal: { orgId: OrgId; metricId: MetricId | null }
): Promise<Unit> {
	if (!goal.metricId) return 'count';
	const [metric] = await tx
		.select({ unit: metrics.unit })
		.from(metrics)
		.where(and(eq(metrics.orgId, goal.orgId), eq(metrics.id, goal.metricId)));
	return metric!.unit;
}
