import { and, eq } from 'drizzle-orm';
import type { MemberId, MomentId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { MomentCard } from '../../moment.ts';
import { readCards } from './read-cards.ts';
import { moments } from '../schema.ts';

/** Whose moments, who reads, and from where on. */
export interface MomentsOf {
	member: MemberId;
	viewer: MemberId;
	/** Only what is older than this moment. */
	before?: MomentId | undefined;
	limit: number;
}

/** A page of one person's moments as this reader may see them, the newest first. */
export async function momentsOf(
	db: Queryable,
	orgId: OrgId,
	{ member, viewer, before, limit }: MomentsOf
): Promise<{ moments: MomentCard[]; more: boolean }> {
	const last = before && (await placeOf(db, orgId, before));
	const cards = await readCards(db, orgId, {
		member,
		viewer,
		...(last ? { before: last } : {}),
		limit: limit + 1
	});
	return { moments: cards.slice(0, limit), more: cards.length > limit };
}

// An address with a moment that is no longer there begins at the newest.
async function placeOf(db: Queryable, orgId: OrgId, id: MomentId) {
	const [place] = await db
		.select({ at: moments.at, id: moments.id })
		.from(moments)
		.where(and(eq(moments.orgId, orgId), eq(moments.id, id)));
	return place;
}
