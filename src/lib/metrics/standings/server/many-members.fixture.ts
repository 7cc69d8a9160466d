import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';

/**
 * So many more reps with one activity's worth of points in a week that starts on `week`, half of them
 * from `today`: a board to measure, without the ledger behind it. Their values lie 1 to 5,000 points
 * apart, so many tie. Answers their ids.
 */
export async function addManyMembers(
	database: Database,
	orgId: OrgId,
	members: number,
	{ week, today }: { week: string; today: string }
): Promise<MemberId[]> {
	const { rows } = await database.pool.query(
		`with people as (
			insert into members (org_id, id, reference, name, role, colour)
			select $1, gen_random_uuid(), 'many-' || n, 'Rep ' || lpad(n::text, 5, '0'), 'rep', 1 + n % 6
			from generate_series(1, $2::int) n returning id, reference
		), figures as (
			select id, split_part(reference, '-', 2)::int as n from people
		), total as (
			insert into totals
			select $1, '00000000-0000-0000-0000-000000000000', k.kind, k.start, f.id,
				'00000000-0000-0000-0000-000000000000',
				(1 + (f.n::bigint * 7919) % 5000) * 1000000000 / k.part, 1, 1
			from figures f, (values ('week', $3::date, 1), ('day', $4::date, 2)) k(kind, start, part)
			where k.kind = 'week' or f.n % 2 = 0
		)
		select id from figures order by n`,
		[orgId, members, week, today]
	);
	return rows.map(({ id }) => id);
}

/** Points that come to these members in that week, as an announcement would say it. */
export async function movePoints(
	database: Database,
	orgId: OrgId,
	members: readonly MemberId[],
	week: string
): Promise<string[]> {
	await database.pool.query(
		`update totals set value = value + 70000000000 where org_id = $1 and member_id = any($2)
			and metric_id = '00000000-0000-0000-0000-000000000000' and period_kind = 'week'
			and period_start = $3`,
		[orgId, members, week]
	);
	return [`totals:points:week:${week}`, ...members.map((id) => `moved:${id}`)];
}
