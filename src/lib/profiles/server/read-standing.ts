import { calendarOf, type Organization } from '#lib/identity/organization.ts';
import type { Metric } from '#lib/metrics/metric.ts';
import { SHOWN, WHOLE } from '#lib/metrics/standings/board.ts';
import { standingOverTime, type Stood } from '#lib/metrics/standings/server/index.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { periodOf, stepPeriod, type Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Standing, StandingKind } from '../standing.ts';

const PERIODS = 12;

/** Which metric (points where none) over which periods. */
export interface StandingQuery {
	metric: Metric | undefined;
	kind: StandingKind;
}

/** A member over the last twelve periods; others see the places that those boards show them. */
export async function readStanding(
	db: Queryable,
	organization: Organization,
	memberId: MemberId,
	{ metric, kind }: StandingQuery,
	{ today, isOwn, choices }: { today: Day; isOwn: boolean; choices: Metric[] }
): Promise<Standing> {
	const calendar = calendarOf(organization);
	const starts = Array.from(
		{ length: PERIODS },
		(_, index) => stepPeriod(kind, today, index + 1 - PERIODS, calendar).start
	);
	const metricId = metric?.id ?? null;
	const stood = await standingOverTime(db, organization.id, memberId, { metricId, kind, starts });
	const { key, name, unit } = metric ?? { key: 'points', name: 'Points', unit: 'points' as const };
	return {
		metric: { key, name, unit },
		kind,
		stands: stood.map((one) => ({
			start: one.start,
			end: periodOf(kind, one.start, calendar).end,
			value: one.value === null ? null : String(one.value),
			rank: isOwn || isShown(one) ? one.rank : null,
			size: one.size
		})),
		choices: [{ key: 'points', name: 'Points' }, ...choices.map(named)]
	};
}

function isShown({ rank, size }: Stood): boolean {
	return rank !== null && (size <= WHOLE || rank <= SHOWN);
}

function named({ key, name }: Metric) {
	return { key, name };
}
