import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import type { MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';

/** The team somebody is in today, whose managers lead them; null for none and for who has left. */
export async function teamNow(
	{ db, clock }: Pick<Context, 'db' | 'clock'>,
	orgId: OrgId,
	member: MemberId
): Promise<TeamId | null> {
	const { timeZone } = await readOrganization(db, orgId);
	const person = await readPerson(db, orgId, member, dayIn(timeZone, clock.now()));
	return person?.teamId ?? null;
}
