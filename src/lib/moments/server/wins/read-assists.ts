import { sql } from 'drizzle-orm';
import { activities, counts } from '#lib/metrics/activity/server/index.ts';
import { NONE, type ActivityId, type MemberId, type OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { WinMetrics } from '../win-metrics.ts';
import type { WinDraft } from './draft-wins.ts';

/** A teammate whose work with the account came before a deal: the latest of it. */
export interface FoundAssist {
	deal: WinDraft;
	memberId: MemberId;
	activityId: ActivityId;
	metric: string;
	day: Day;
}

/** Longer ago than this, work has nothing to do with a deal any more, whatever a rule is set to. */
const LONGEST_DAYS = 90;

/**
 * Who of the winners' teams has worked with the accounts of these deals, by the account's name on
 * their entries. One query, from the team's people and those days.
 */
export async function readAssists(
	db: Queryable,
	orgId: OrgId,
	{ deals, revenue }: WinMetrics,
	drafts: WinDraft[]
): Promise<FoundAssist[]> {
	const named = drafts.filter(({ deal, teamId }) => deal?.note?.trim() && teamId !== NONE);
	if (!named.length) return [];
	const column = (of: (draft: WinDraft) => string) => sql.param(named.map(of));
	const found = await db.execute(sql`
		select distinct on (d.n, ${activities.memberId}) d.n::int as n, ${activities.memberId} as member_id,
			${activities.id} as id, m.name as metric, ${activities.day}::text as day
		from unnest(${column((draft) => draft.memberId)}::uuid[], ${column((draft) => draft.teamId)}::uuid[],
			${column((draft) => draft.day)}::date[], ${column((draft) => draft.deal!.note!)}::text[],
			${sql.param(named.map((draft) => String(draft.row.position)))}::bigint[])
			with ordinality as d(member_id, team_id, day, note, position, n)
		join team_memberships p on p.org_id = ${orgId} and p.team_id = d.team_id
			and p.member_id <> d.member_id and p.starts_on <= d.day
			and (p.ends_on is null or p.ends_on >= d.day)
		join ${activities} on ${activities.orgId} = ${orgId} and ${activities.memberId} = p.member_id
			and ${activities.day} between d.day - ${LONGEST_DAYS}::int and d.day
			and lower(trim(${activities.note})) = lower(trim(d.note))
			and ${activities.position} < d.position
			and ${activities.metricId} not in (${deals}, ${revenue ?? deals}) and ${counts()}
		join metrics m on m.org_id = ${orgId} and m.id = ${activities.metricId}
		order by d.n, ${activities.memberId}, ${activities.position} desc`);
	type Row = { n: number; member_id: MemberId; id: ActivityId; metric: string; day: Day };
	return (found.rows as unknown as Row[]).map((row) => ({
		deal: named[row.n - 1]!,
		memberId: row.member_id,
		activityId: row.id,
		metric: row.metric,
		day: row.day
	}));
}
