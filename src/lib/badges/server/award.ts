import type { BadgeId, Id, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { awards } from './schema.ts';

interface AwardCommand {
	badgeId: BadgeId;
	to: MemberId[];
	by: MemberId | null;
	/** 1 to 3 of a badge that is earned by a rule; 0, the default, of one that people give. */
	tier?: number;
	/** What it is given for; the same reason gives a badge once. */
	reason: string;
	at: Date;
}

/** An award that was made now. */
export interface Given {
	id: Id<'award'>;
	badgeId: BadgeId;
	memberId: MemberId;
	tier: number;
}

/**
 * Gives a badge to people, once for a reason; answers those who had not had it for that. Part of the
 * transaction that has the reason.
 */
export async function award(tx: Queryable, orgId: OrgId, command: AwardCommand): Promise<Given[]> {
	return awardAll(tx, orgId, [command]);
}

/** Several awards at once, in one statement. */
export async function awardAll(
	tx: Queryable,
	orgId: OrgId,
	commands: AwardCommand[]
): Promise<Given[]> {
	const rows = commands.flatMap(({ badgeId, to, by, tier = 0, reason, at }) =>
		to.map((memberId) => ({
			orgId,
			id: newId<'award'>(at),
			badgeId,
			memberId,
			givenBy: by,
			tier,
			reason,
			givenAt: at
		}))
	);
	if (!rows.length) return [];
	return tx.insert(awards).values(rows).onConflictDoNothing().returning({
		id: awards.id,
		badgeId: awards.badgeId,
		memberId: awards.memberId,
		tier: awards.tier
	});
}
