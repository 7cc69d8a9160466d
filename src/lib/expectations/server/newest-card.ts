import { and, desc, eq } from 'drizzle-orm';
import { members } from '#lib/identity/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { expectationCards } from './schema.ts';

/** The version of somebody's card that holds; undefined where nothing is written yet. */
export async function newestCard(db: Queryable, orgId: OrgId, memberId: MemberId) {
	const [card] = await db
		.select()
		.from(expectationCards)
		.where(and(eq(expectationCards.orgId, orgId), eq(expectationCards.memberId, memberId)))
		.orderBy(desc(expectationCards.version))
		.limit(1);
	return card;
}

/** Whoever writes, taps or answers a card goes one after the other: each sees what the one before did. */
export async function holdCard(tx: Queryable, orgId: OrgId, memberId: MemberId): Promise<void> {
	await tx
		.select({ id: members.id })
		.from(members)
		.where(and(eq(members.orgId, orgId), eq(members.id, memberId)))
		.for('no key update');
}
