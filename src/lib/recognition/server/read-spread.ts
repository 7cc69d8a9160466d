import { sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { MemberId, ValueId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { recognitionRecipients, recognitions } from './schema.ts';

/** So many words for one value: said by the reader, and by others where everybody could hear them. */
export interface SpreadCount {
	valueId: ValueId;
	own: number;
	others: number;
}

export interface SpreadQuery {
	/** Whom it was said to; left out for everybody. */
	people?: readonly MemberId[];
	since: Date;
	now: Date;
}

/** How words spread over values: of all these people together. One query. */
export async function spreadOverValues(
	db: Queryable,
	reader: MemberActor,
	query: SpreadQuery
): Promise<SpreadCount[]> {
	const result = await db.execute(sql`
		select r.value_id as "valueId", ${counted(reader)} ${said(reader, query)} group by r.value_id`);
	return result.rows as unknown as SpreadCount[];
}

/** How words spread over people: of each of these, by value. One query. */
export async function spreadOverPeople(
	db: Queryable,
	reader: MemberActor,
	query: SpreadQuery
): Promise<Map<MemberId, SpreadCount[]>> {
	const result = await db.execute(sql`
		select p.member_id as "memberId", r.value_id as "valueId", ${counted(reader)}
		${said(reader, query)} group by p.member_id, r.value_id`);
	const spread = new Map<MemberId, SpreadCount[]>();
	for (const row of result.rows as unknown as (SpreadCount & { memberId: MemberId })[])
		spread.set(row.memberId, [...(spread.get(row.memberId) ?? []), row]);
	return spread;
}

function counted({ memberId }: MemberActor) {
	return sql`(count(*) filter (where r.from_id = ${memberId}))::int as own,
		(count(*) filter (where r.from_id <> ${memberId}))::int as others`;
}

function said({ orgId, memberId }: MemberActor, { people, since, now }: SpreadQuery) {
	return sql`from ${recognitions} r
		join ${recognitionRecipients} p on p.org_id = r.org_id and p.recognition_id = r.id
		where r.org_id = ${orgId} and r.withdrawn_at is null
			and r.said_at between ${since.toISOString()} and ${now.toISOString()}
			and (r.in_feed or r.from_id = ${memberId})
			${people ? sql`and p.member_id = any(${sql.param(people)}::uuid[])` : sql``}`;
}
