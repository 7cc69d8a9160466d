import { noteChange } from '#lib/identity/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Day, Period } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { StoredMetric } from './metric-of-target.ts';
import { targets } from './schema.ts';

/** A member's target becomes another one. */
export interface TargetChange {
	memberId: MemberId;
	metric: StoredMetric;
	/** The period of the kind that runs today. */
	period: Period;
	today: Day;
	at: Date;
	by: MemberId;
	/** Null for none. */
	before: bigint | null;
	value: bigint | null;
}

/** Keeps it from today on, and that it was changed, by whom, from what to what. */
export async function keepTarget(
	tx: Queryable,
	orgId: OrgId,
	{ memberId, metric, period, today, at, by, before, value }: TargetChange
): Promise<void> {
	const set = { value, setBy: by, setAt: at };
	await tx
		.insert(targets)
		.values({
			orgId,
			memberId,
			metricId: metric.id,
			periodKind: period.kind,
			effectiveFrom: today,
			...set
		})
		.onConflictDoUpdate({
			target: [
				targets.orgId,
				targets.metricId,
				targets.periodKind,
				targets.memberId,
				targets.effectiveFrom
			],
			set
		});
	const shown = (amount: bigint | null) =>
		amount === null ? null : { metric: metric.key, period: period.kind, value: amount.toString() };
	await noteChange(tx, {
		orgId,
		at,
		by: `member:${by}`,
		kind: 'target',
		subject: memberId,
		before: shown(before),
		after: shown(value),
		effectiveFrom: today
	});
}
