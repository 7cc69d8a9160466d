import type { ActivityId, MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import type { Calendar, Day } from '#lib/platform/period.ts';
import type { ScoringRule } from '../../score.ts';

/** A row ready for the ledger. */
export interface LedgerRow {
	orgId: OrgId;
	id: ActivityId;
	source: string;
	externalId: string;
	fingerprint: string;
	metricId: MetricId;
	ruleVersion: number;
	memberId: MemberId;
	teamId: string;
	value: bigint;
	sign: 1 | -1;
	occurredAt: Date;
	day: Day;
	recordedAt: Date;
	recordedBy: string;
	note: string | null;
	segment: string | null;
	reversesId: ActivityId | null;
	replacesId: ActivityId | null;
	rule: ScoringRule;
	calendar: Calendar;
	/** False where the metric is known to have no guardrail and to be no outcome of one. */
	weighed?: boolean;
}
