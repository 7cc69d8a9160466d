import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Day, PeriodKind } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { LateDay } from '../entry.ts';
import { lateChangeWords } from '../late-words.ts';
import type { LedgerRow } from './apply-activities.ts';

export interface OrgDay {
	orgId: OrgId;
	day: Day;
}

/**
 * Which of the periods that hold each day have been closed, shortest first, in the order asked. Lives
 * higher than the ledger, like its projections.
 */
export type ClosedKinds = (tx: Queryable, days: OrgDay[]) => Promise<PeriodKind[][]>;

/** Of rows just added for days before today, the ones whose periods had been closed. */
export async function findLate(
	tx: Queryable,
	rows: LedgerRow[],
	closedKinds: ClosedKinds
): Promise<Map<ActivityId, PeriodKind[]>> {
	// A large batch is of a few days.
	const days = new Map(rows.map(({ orgId, day }) => [orgId + day, { orgId, day }]));
	const kinds = rows.length ? await closedKinds(tx, [...days.values()]) : [];
	const closed = new Map([...days.keys()].map((key, i) => [key, kinds[i]!]));
	return new Map(
		rows.flatMap(({ orgId, id, day }) => {
			const found = closed.get(orgId + day)!;
			return found.length ? [[id, found] as const] : [];
		})
	);
}

/** Of the days that a correction's rows are for, the ones of which periods had been closed, in order. */
export async function findLateDays(
	tx: Queryable,
	rows: LedgerRow[],
	closedKinds: ClosedKinds
): Promise<LateDay[]> {
	const days = [...new Map(rows.map(({ orgId, day }) => [day, { orgId, day }])).values()];
	const closed = days.length ? await closedKinds(tx, days) : [];
	return days
		.map(({ day }, i) => ({ day, closed: closed[i]! }))
		.filter(({ closed }) => closed.length)
		.map((late) => ({ ...late, detail: lateChangeWords(late.closed) }))
		.sort((a, b) => (a.day < b.day ? -1 : 1));
}
