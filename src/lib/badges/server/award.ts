import type { BadgeId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { awards } from './schema.ts';

interface AwardCommand {
	badgeId: BadgeId;
	to: MemberId[];
	by: MemberId | null;
	/** What it is given for; the same reason gives a badge once. */
	reason: string;
	at: Date;
}

/** Gives a badge to people, once for a reason. Part of the transaction that has the reason. */
export async function award(tx: Queryable, orgId: OrgId, command: AwardCommand): Promise<void> {
	const { badgeId, by, reason, at } = command;
	const rows = command.to.map((memberId) => ({
		orgId,
		id: newId<'award'>(at),
		badgeId,
		memberId,
		givenBy: by,
		reason,
		givenAt: at
	}));
	await tx.insert(awards).values(rows).onConflictDoNothing();
}
