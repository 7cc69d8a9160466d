import type { MemberActor } from '#lib/identity/actor.ts';
import { members, readOrganization } from '#lib/identity/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { and, eq } from 'drizzle-orm';
import type { Keepsake, Keepsakes } from '../keepsake.ts';
import { readAwards, readComments, readLines, readWords, type Kept } from './kept.ts';

/**
 * Everything that was ever said or given to the one who reads, the newest first: words for everybody
 * and in private, awards that work earned, comments of others on their moments, managers' lines.
 * Nobody reads anybody else's.
 */
export async function readKeepsakes(
	{ db, clock }: Context,
	{ orgId, memberId }: MemberActor
): Promise<Keepsakes> {
	const { name: organization, timeZone } = await readOrganization(db, orgId);
	const [me] = await db
		.select({ name: members.name })
		.from(members)
		.where(and(eq(members.orgId, orgId), eq(members.id, memberId)));
	const whose = { orgId, memberId, now: clock.now() };
	const kept = [
		...(await readWords(db, whose)),
		...(await readAwards(db, whose)),
		...(await readComments(db, whose)),
		...(await readLines(db, whose))
	];
	const keepsakes = kept
		.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
		.map((one) => toKeepsake(one, timeZone));
	return { name: me!.name, organization, keepsakes };
}

function toKeepsake({ at, ...kept }: Kept, timeZone: string): Keepsake {
	return { ...kept, at: at.toISOString(), day: dayIn(timeZone, at) };
}
