import { sql } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isOneOf } from '#lib/platform/server/one-of.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Corrected } from '../entries/corrected-copies.ts';
import { standingRows, type StandingRow } from '../entries/standing-activities.ts';
import { draftOf, draftWork, type WinDraft } from './draft-wins.ts';

/**
 * Wins of other work than deals that have rung, with something behind them that has been corrected
 * since, as they stand now. What is still a win says its new figure; what is none any more stays out
 * of sight, and so does work that was moved to another day or person. Three queries at most.
 */
export async function touchedWork(
	db: Queryable,
	orgId: OrgId,
	corrected: Corrected[],
	timeZone: string
): Promise<WinDraft[]> {
	const rung = await rungBy(
		db,
		orgId,
		corrected.map(({ before }) => before.id)
	);
	if (!rung.length) return [];
	const now = await standingNow(db, orgId, [...new Set(rung.flatMap(({ behind }) => behind))]);
	return rung.flatMap(({ cause, memberId, at, behind }) => {
		const rows = behind
			.flatMap((id) => now.get(id) ?? [])
			.filter((row) => row.memberId === memberId && row.day === dayIn(timeZone, row.recordedAt))
			.sort((a, b) => (a.position < b.position ? -1 : 1));
		const isOne = draftWork(rows).length === 1;
		return isOne ? [{ ...draftOf(cause, rows), at }] : [];
	});
}

interface Rung {
	cause: string;
	memberId: MemberId;
	at: Date;
	behind: ActivityId[];
}

/** The moments that hold one of these entries, or what it stood in for itself. */
async function rungBy(db: Queryable, orgId: OrgId, ids: ActivityId[]): Promise<Rung[]> {
	if (!ids.length) return [];
	const { rows } = await db.execute(sql`
		with recursive older as (
			select unnest(${sql.param(ids)}::uuid[]) as id
			union
			select a.replaces_id from older
			join activities a on a.org_id = ${orgId} and a.id = older.id and a.replaces_id is not null
		)
		select m.cause, m.member_id as "memberId", m.at, array_agg(b.activity_id::text) as behind
		from moments m join moment_activities b on b.org_id = m.org_id and b.moment_id = m.id
		where m.org_id = ${orgId} and m.kind in ('work', 'team') and m.cause not like 'assist:%'
			and m.id in (select moment_id from moment_activities
				where org_id = ${orgId} and activity_id in (select id from older))
		group by m.org_id, m.id`);
	return (rows as unknown as Rung[]).map((row) => ({ ...row, at: new Date(row.at) }));
}

/** What stands today for each of these entries; none where it was taken back. */
async function standingNow(
	db: Queryable,
	orgId: OrgId,
	ids: ActivityId[]
): Promise<Map<ActivityId, StandingRow[]>> {
	const { rows } = await db.execute(sql`
		with recursive copies as (
			select id as first, id from unnest(${sql.param(ids)}::uuid[]) as id
			union all
			select copies.first, c.id from copies
			join activities c on c.org_id = ${orgId} and c.replaces_id = copies.id
		) select first, id from copies`);
	const links = rows as unknown as { first: ActivityId; id: ActivityId }[];
	const all = links.map(({ id }) => id);
	const standing = await standingRows(db, orgId, isOneOf(activities.id, all));
	const byId = new Map(standing.map((row) => [row.id, row]));
	const found = new Map<ActivityId, StandingRow[]>();
	for (const { first, id } of links) {
		const row = byId.get(id);
		if (row) found.set(first, [...(found.get(first) ?? []), row]);
	}
	return found;
}
