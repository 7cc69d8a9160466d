import { sql } from 'drizzle-orm';
import { pictureAddress } from '#lib/identity/preferences/preferences.ts';
import { members } from '#lib/identity/server/index.ts';
import { pictures, preferences } from '#lib/identity/preferences/server/index.ts';
import type { MemberId, MomentId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { MomentGroup, MomentPerson } from '../../moment.ts';
import { momentPeople } from '../schema.ts';

/** Who reads, and what for. */
export interface GroupQuery {
	/** Somebody who hides from the feed still finds themselves. */
	viewer?: MemberId | undefined;
	/** Stands first, where they fed it: the page is theirs. */
	first?: MemberId | undefined;
	/** Also without who hides from TVs. */
	onTv?: boolean | undefined;
	most: number;
}

/** Who fed what these moments are about, most first; those who hide are counted only. One query. */
export async function readGroupPeople(
	db: Queryable,
	orgId: OrgId,
	ids: readonly MomentId[],
	{ viewer, first, onTv, most }: GroupQuery
): Promise<Map<MomentId, Omit<MomentGroup, 'name'>>> {
	if (!ids.length) return new Map();
	const isShown = sql`(p.hide_from_feed is not true or p.member_id is not distinct from ${viewer ?? null}::uuid)
		${onTv ? sql`and p.hide_from_tv is not true` : sql``}`;
	const found = await db.execute(sql`
		with people as (
			select b.moment_id, b.share, m.id as member_id, m.name, m.colour, f.digest,
				w.hide_from_feed, w.hide_from_tv,
				count(*) over (partition by b.moment_id)::int as count
			from ${momentPeople} b
			join ${members} m on m.org_id = b.org_id and m.id = b.member_id
			left join ${preferences} w on w.org_id = b.org_id and w.member_id = b.member_id
			left join ${pictures} f on f.org_id = b.org_id and f.member_id = b.member_id
			where b.org_id = ${orgId} and b.moment_id = any(${sql.param([...ids])}::uuid[])
		), shown as (
			select p.*, row_number() over (partition by p.moment_id order by
				p.member_id is not distinct from ${first ?? null}::uuid desc, p.share desc, p.name) as nth
			from people p where ${isShown}
		)
		select moment_id as "momentId", member_id as id, name, colour, digest, share::text, count
		from shown where nth <= ${most} order by moment_id, nth`);
	const groups = new Map<MomentId, Omit<MomentGroup, 'name'>>();
	for (const { momentId, count, digest, ...person } of found.rows as unknown as Row[]) {
		const group = groups.get(momentId) ?? { people: [], count };
		group.people.push({ ...person, picture: digest ? pictureAddress(person.id, digest) : null });
		groups.set(momentId, group);
	}
	return groups;
}

type Row = Omit<MomentPerson, 'picture'> & {
	momentId: MomentId;
	digest: string | null;
	count: number;
};

/** True where what a moment is about was fed by several. */
export const isShared = sql<boolean>`exists (select from moment_people shared
	where shared.org_id = moments.org_id and shared.moment_id = moments.id)`;

/** True where one of those who fed it may be named, to this reader or on a TV. */
export function hasSomebody(viewer: MemberId | undefined, onTv: boolean) {
	return sql<boolean>`exists (select from moment_people shared
		left join ${preferences} wish on wish.org_id = shared.org_id and wish.member_id = shared.member_id
		where shared.org_id = moments.org_id and shared.moment_id = moments.id
			and (wish.hide_from_feed is not true or shared.member_id is not distinct from ${viewer ?? null}::uuid)
			${onTv ? sql`and wish.hide_from_tv is not true` : sql``})`;
}

/** True where this person is one of those who fed it, and may be named to this reader. */
export function wasFedBy(member: MemberId, viewer: MemberId | undefined) {
	return sql<boolean>`exists (select from moment_people shared
		left join ${preferences} wish on wish.org_id = shared.org_id and wish.member_id = shared.member_id
		where shared.org_id = moments.org_id and shared.moment_id = moments.id
			and shared.member_id = ${member}
			and (wish.hide_from_feed is not true or shared.member_id is not distinct from ${viewer ?? null}::uuid))`;
}

/** True where somebody of this team, by its key, was one of them. */
export function wasFedIn(team: string) {
	return sql<boolean>`exists (select from moment_people shared
		join teams of on of.org_id = shared.org_id and of.id = shared.team_id
		where shared.org_id = moments.org_id and shared.moment_id = moments.id and of.key = ${team})`;
}
