import type { MemberId, TeamId } from '#lib/platform/ids.ts';
import type { Day, PeriodKind } from '#lib/platform/period.ts';
import type { Metric } from '../../metric.ts';

/** Which figure is opened. */
export interface BehindQuery {
	memberId: MemberId;
	/** Null for points. */
	metric: Metric | null;
	kind: PeriodKind;
	/** Any day in the period. */
	at: Day;
	/** Only what was earned in this team. */
	teamId?: TeamId | undefined;
	/** From 0; 50 activities each, newest first. */
	page: number;
}
