import { sql } from 'drizzle-orm';
import type { MemberId, MomentId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { MomentCard } from '../../moment.ts';
import { readCards } from './read-cards.ts';
import { moments } from '../schema.ts';

/** What was taken back is found out as it is read: so many are looked at for one that stands. */
const LOOKED_AT = 3;

/** The latest win since then of each of these people, as this reader may see it; words are no win. */
export async function latestWins(
	db: Queryable,
	orgId: OrgId,
	people: readonly MemberId[],
	viewer: MemberId,
	since: Date
): Promise<Map<MemberId, MomentCard>> {
	if (!people.length) return new Map();
	const found = await db.execute(sql`
		select id from (
			select ${moments.id}, row_number() over (
				partition by ${moments.memberId} order by ${moments.at} desc, ${moments.id} desc) as nth
			from ${moments}
			where ${moments.orgId} = ${orgId} and ${moments.memberId} = any(${sql.param(people)}::uuid[])
				and ${moments.at} >= ${since.toISOString()} and ${moments.inFeed}
				and ${moments.kind} in ('deal', 'work', 'badge')
		) latest where nth <= ${LOOKED_AT}`);
	const ids = (found.rows as { id: MomentId }[]).map(({ id }) => id);
	if (!ids.length) return new Map();
	const cards = await readCards(db, orgId, { ids, viewer, limit: ids.length });
	const wins = new Map<MemberId, MomentCard>();
	for (const card of cards) if (!wins.has(card.member.id)) wins.set(card.member.id, card);
	return wins;
}
