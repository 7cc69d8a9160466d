import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Card } from '../expectation.ts';
import { readReached } from './read-reached.ts';
import { readVersions } from './read-versions.ts';

/** Somebody's card, for themselves and whoever leads them: both see the same. */
export async function openCard(
	{ db, clock }: Pick<Context, 'db' | 'clock'>,
	reader: MemberActor,
	memberId: MemberId
): Promise<Result<Card>> {
	const { orgId } = reader;
	const organization = await readOrganization(db, orgId);
	const today = dayIn(organization.timeZone, clock.now());
	const found = await readPerson(db, orgId, memberId, today);
	if (!found) return refuse('missing', 'Nobody of this organization has this card.');
	if (!may(reader, { may: 'expectations.read', of: memberId, team: found.teamId }))
		return refuse('forbidden', 'A card is for the person and for who leads them.');
	const versions = await readVersions(db, orgId, memberId);
	const { id, name, colour } = found;
	return ok({
		person: { id, name, colour },
		versions,
		now: await readReached(db, organization, memberId, versions[0]?.lines ?? [], today),
		isOwn: reader.memberId === memberId,
		mayWrite: found.role === 'rep' && may(reader, { may: 'expectations.write', team: found.teamId })
	});
}
