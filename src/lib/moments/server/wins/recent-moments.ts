import { sql } from 'drizzle-orm';
import type { ActivityId, MemberId, MomentId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { MomentKind } from '../../moment.ts';
import type { RuleKey } from '../../win.ts';

/** A moment that has been made, with what is behind it. */
export interface Recent {
	id: MomentId;
	cause: string;
	kind: MomentKind;
	memberId: MemberId;
	at: Date;
	rules: RuleKey[];
	headline: string;
	figure: string | null;
	detail: string;
	teamId: string;
	activityIds: ActivityId[];
	metricIds: string[];
	/** Where the first of its activities came in; null where none is behind it. */
	position: bigint | null;
}

/** Which moments to look at: near these people's wins, by their causes, or with their activities. */
export interface Near {
	members: MemberId[];
	from: Date;
	until: Date;
	causes: string[];
	activityIds: ActivityId[];
}

type Found = Omit<Recent, 'position' | 'at'> & { position: string | null; at: Date };

/** One query, whatever is asked. */
export async function recentMoments(db: Queryable, orgId: OrgId, near: Near): Promise<Recent[]> {
	const found = await db.execute(sql`
		with near as (
			select id from moments where org_id = ${orgId}
				and at between ${near.from.toISOString()}::timestamptz and ${near.until.toISOString()}::timestamptz
				and member_id = any(${sql.param(near.members)}::uuid[])
			union
			select id from moments where org_id = ${orgId} and cause = any(${sql.param(near.causes)}::text[])
			union
			select moment_id from moment_activities where org_id = ${orgId}
				and activity_id = any(${sql.param(near.activityIds)}::uuid[])
		)
		select m.id, m.cause, m.kind, m.member_id as "memberId", m.at, m.rules, m.headline, m.figure,
			m.detail, m.team_id as "teamId", b.ids as "activityIds", b.metrics as "metricIds", b.position
		from near join moments m on m.org_id = ${orgId} and m.id = near.id
		cross join lateral (
			select coalesce(array_agg(a.id::text order by a.position), '{}') as ids,
				coalesce(array_agg(distinct a.metric_id::text), '{}') as metrics,
				min(a.position)::text as position
			from moment_activities ma
			join activities a on a.org_id = ${orgId} and a.id = ma.activity_id
			where ma.org_id = ${orgId} and ma.moment_id = m.id
		) b
		order by m.at, m.id`);
	return (found.rows as unknown as Found[]).map((row) => ({
		...row,
		at: new Date(row.at),
		position: row.position === null ? null : BigInt(row.position)
	}));
}
