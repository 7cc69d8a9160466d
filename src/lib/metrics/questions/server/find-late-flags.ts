import { and, eq, gte, lt, sql } from 'drizzle-orm';
import type { Organization } from '#lib/identity/server/index.ts';
import { activities, counts } from '#lib/metrics/activity/server/index.ts';
import { lateRows, type LateRow } from '#lib/metrics/closings/server/index.ts';
import { NONE, type MemberId } from '#lib/platform/ids.ts';
import { PERIOD_KINDS } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { NewRow } from './read-new-rows.ts';
import type { FoundFlag } from './keep-flags.ts';

/**
 * What came in after its week, month or quarter had closed: one flag for all of a member's that came
 * the same day. Of a day alone it is nothing to look at: yesterday's calls often come this afternoon.
 */
export async function findLateFlags(
	db: Queryable,
	organization: Organization,
	rows: NewRow[]
): Promise<FoundFlag[]> {
	const past = rows.filter(({ day, recordedOn }) => day < recordedOn);
	const late = (await lateIn(db, past)).filter(isLateEnough);
	const days = new Map(past.map((row) => [row.id, row.recordedOn]));
	const members = new Map<MemberId, string>();
	for (const row of late) members.set(row.memberId, days.get(row.id)!);
	const found: FoundFlag[] = [];
	for (const [memberId, day] of members) {
		const all = (await lateOn(db, organization, memberId, day)).filter(isLateEnough);
		if (!all.length) continue;
		const dated = all.map((row) => row.day).sort();
		const widest = Math.max(...all.map(({ closed }) => PERIOD_KINDS.indexOf(closed.at(-1)!)));
		const seen = {
			count: all.length,
			from: dated[0]!,
			to: dated.at(-1)!,
			closed: PERIOD_KINDS[widest]!
		};
		found.push({ kind: 'late', memberId, metricId: NONE, day, seen });
	}
	return found;
}

function isLateEnough({ closed }: LateRow): boolean {
	return closed.some((kind) => kind !== 'day');
}

function lateIn(db: Queryable, rows: NewRow[]): Promise<LateRow[]> {
	const ids = rows.map(({ id }) => id);
	return ids.length ? lateRows(db, rows[0]!.orgId, ids) : Promise.resolve([]);
}

async function lateOn(
	db: Queryable,
	{ id: orgId, timeZone }: Organization,
	memberId: MemberId,
	day: string
): Promise<LateRow[]> {
	const rows = await db
		.select({ id: activities.id })
		.from(activities)
		.where(
			and(
				eq(activities.orgId, orgId),
				eq(activities.memberId, memberId),
				gte(activities.recordedAt, sql`(${day}::timestamp at time zone ${timeZone})`),
				lt(activities.recordedAt, sql`((${day}::date + 1)::timestamp at time zone ${timeZone})`),
				lt(activities.day, day),
				eq(activities.sign, 1),
				counts()
			)
		);
	return lateRows(
		db,
		orgId,
		rows.map((row) => row.id)
	);
}
