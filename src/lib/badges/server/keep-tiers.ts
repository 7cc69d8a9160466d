import { and, eq, inArray, or } from 'drizzle-orm';
import type { BadgeId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { awardAll, type Given } from './award.ts';
import { awards } from './schema.ts';

/** A tier of somebody's badge that moves. */
export interface TierMove {
	badgeId: BadgeId;
	memberId: MemberId;
	level: number;
}

export interface TierMoves {
	give: TierMove[];
	bringBack: TierMove[];
	takeBack: TierMove[];
}

// Eight columns a row, and a statement bears 65,535 parameters.
const AT_ONCE = 1000;

/**
 * Writes what was decided, in the caller's transaction; answers what is new, and the ids of what was
 * taken back. What somebody else has written meanwhile is neither.
 */
export async function keepTiers(
	tx: Queryable,
	orgId: OrgId,
	{ give, bringBack, takeBack }: TierMoves,
	at: Date
): Promise<{ given: Given[]; takenBack: Given['id'][] }> {
	const given: Given[] = [];
	for (let from = 0; from < give.length; from += AT_ONCE) {
		const some = give.slice(from, from + AT_ONCE).map(({ badgeId, memberId, level }) => ({
			badgeId,
			to: [memberId],
			by: null,
			tier: level,
			reason: `rule:${level}`,
			at
		}));
		given.push(...(await awardAll(tx, orgId, some)));
	}
	await withdraw(tx, orgId, bringBack, null);
	return { given, takenBack: await withdraw(tx, orgId, takeBack, at) };
}

async function withdraw(
	tx: Queryable,
	orgId: OrgId,
	moves: TierMove[],
	withdrawnAt: Date | null
): Promise<Given['id'][]> {
	if (!moves.length) return [];
	const those = moves.map(({ badgeId, memberId, level }) =>
		and(eq(awards.badgeId, badgeId), eq(awards.memberId, memberId), eq(awards.tier, level))
	);
	const rows = await tx
		.update(awards)
		.set({ withdrawnAt })
		.where(and(eq(awards.orgId, orgId), inArray(awards.tier, [1, 2, 3]), or(...those)))
		.returning({ id: awards.id });
	return rows.map(({ id }) => id);
}
