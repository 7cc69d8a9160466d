import { groupedBy } from '#lib/platform/grouped-by.ts';
import type { ActivityId, MemberId, MetricId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { FreshRow } from '../fresh-rows.ts';
import type { StandingRow } from '../entries/standing-activities.ts';
import type { WinDeal } from './deals-with-money.ts';

/** The rows of one metric in a win. */
export interface Work {
	metricId: MetricId;
	rows: FreshRow[];
	/** The ledger's order up to which the past is looked at: where the last of the rows came in. */
	position: bigint;
}

/** A win before anything is known of it. */
export interface WinDraft {
	/** One cause, one moment. */
	cause: string;
	memberId: MemberId;
	teamId: string;
	day: Day;
	/** When its first row came in. */
	at: Date;
	deal: StandingRow | null;
	works: Work[];
	/** What the goals were moved by. */
	row: FreshRow;
	ids: ActivityId[];
}

/** A win of a deal with its money, where that is known. */
export function draftDeal({ deal, money }: WinDeal): WinDraft {
	const { memberId, teamId, day, recordedAt } = deal;
	const works = [deal, ...(money ? [money] : [])].map((row) => workOf([row]));
	return {
		cause: `activity:${deal.firstId}`,
		memberId,
		teamId,
		day,
		at: recordedAt,
		deal,
		works,
		row: deal,
		ids: money ? [deal.id, money.id] : [deal.id]
	};
}

/** The other wins of a batch: what one person did in one metric on one day and in one team. */
export function draftWork(rows: FreshRow[]): WinDraft[] {
	const groups = groupedBy(rows, ({ memberId, metricId, day, teamId }) =>
		[memberId, metricId, day, teamId].join()
	);
	return [...groups.values()].map((group) => draftOf(`activity:${group[0]!.id}`, group));
}

/** The same win with other rows behind it. */
export function draftOf(cause: string, rows: FreshRow[]): WinDraft {
	const first = rows[0]!;
	const { memberId, teamId, day, recordedAt } = first;
	const ids = rows.map(({ id }) => id);
	const row = rows.at(-1)!;
	return {
		cause,
		memberId,
		teamId,
		day,
		at: recordedAt,
		deal: null,
		works: [workOf(rows)],
		row,
		ids
	};
}

function workOf(rows: FreshRow[]): Work {
	return { metricId: rows[0]!.metricId, rows, position: rows.at(-1)!.position };
}
