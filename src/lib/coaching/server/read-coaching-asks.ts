import { sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { Ask } from '#lib/platform/ask.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';

interface Row {
	member_id: MemberId;
	name: string;
	by: string;
	points: number;
	at: string;
	words: string;
}

/**
 * What the other side raised since the two last talked, one line a person: for who leads them (an admin
 * where nobody does), and for the member whose one-to-one it is. It goes with the talk, and nothing reminds of it.
 */
export async function readCoachingAsks(
	{ db }: Pick<Context, 'db'>,
	actor: MemberActor
): Promise<Ask[]> {
	const { orgId, memberId } = actor;
	const led = sql`${sql.param(actor.manages)}::uuid[]`;
	const team = sql`select from team_memberships t where t.org_id = p.org_id
		and t.member_id = p.member_id and t.ends_on is null`;
	const found = await db.execute(sql`
		select p.member_id, m.name, min(b.name) as by, count(*)::int as points,
			to_json(max(p.raised_at))#>>'{}' as at,
			(array_agg(coalesce(nullif(p.sentence, ''), p.title) order by p.raised_at desc))[1] as words
		from talking_points p
		join members m on m.org_id = p.org_id and m.id = p.member_id and m.left_at is null
		join members b on b.org_id = p.org_id and b.id = p.raised_by
		where p.org_id = ${orgId} and p.done_at is null and p.raised_by <> ${memberId}
			and (p.member_id = ${memberId} or p.raised_by = p.member_id and (
				exists (${team} and t.team_id = any(${led}))
				or ${actor.role === 'admin'} and not exists (${team} and exists (
					select from team_managers l where l.org_id = t.org_id and l.team_id = t.team_id
						and l.member_id <> p.member_id))))
			and not exists (
				select from talking_points d
				where d.org_id = p.org_id and d.member_id = p.member_id and d.done_at >= p.raised_at
			)
		group by p.member_id, m.name
		order by max(p.raised_at) desc`);
	return (found.rows as unknown as Row[]).map((row) => ({
		id: row.member_id,
		kind: 'talk',
		sentence: sentenceOf(row, row.member_id === memberId),
		detail: row.words,
		href: `/members/${row.member_id}/one-to-one`,
		at: new Date(row.at).toISOString()
	}));
}

function sentenceOf({ name, by, points }: Row, isMine: boolean): string {
	const what = points === 1 ? 'something' : `${points} things`;
	return isMine
		? `${by} has raised ${what} for your next one-to-one.`
		: `${name} has raised ${what} for your next one-to-one.`;
}
