import { awardsOf } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { calendarOf } from '#lib/identity/organization.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import { biggestEntry, personalBest, weeklyTotals } from '#lib/metrics/standings/server/index.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { stepPeriod } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { privateReasons, saidAbout } from '#lib/recognition/server/index.ts';
import type { Profile } from '../profile.ts';

const WEEKS = 12;

/**
 * A member's page as this reader may see it: weeks and bests are what past boards show anyway;
 * words and badges given in private are there for the member alone.
 */
export async function readProfile(
	{ db, clock }: Context,
	reader: MemberActor,
	memberId: MemberId
): Promise<Result<Profile>> {
	const { orgId } = reader;
	const organization = await readOrganization(db, orgId);
	const today = dayIn(organization.timeZone, clock.now());
	const found = await readPerson(db, orgId, memberId, today);
	if (!found || !may(reader, { may: 'standings.read' }))
		return refuse('missing', 'Nobody of this organization has this page.');
	const isOwn = reader.memberId === memberId;
	const calendar = calendarOf(organization);
	const starts = Array.from(
		{ length: WEEKS },
		(_, index) => stepPeriod('week', today, index + 1 - WEEKS, calendar).start
	);
	const hidden = isOwn ? [] : await privateReasons(db, orgId, memberId);
	const [weeks, bestEarlier, deal, badges, said] = [
		await weeklyTotals(db, orgId, memberId, starts),
		await personalBest(db, orgId, memberId, null, 'week', starts.at(-1)!),
		await biggestEntry(db, orgId, memberId, 'revenue'),
		await awardsOf(db, orgId, memberId, hidden),
		await saidAbout(db, reader, memberId, clock.now())
	];
	const { id, name, colour, teamName, role } = found;
	return ok({
		person: { id, name, colour, team: teamName, role },
		isOwn,
		weeks: weeks.map(({ start, value }) => ({ start, value: String(value) })),
		bestEarlier: bestEarlier && BigInt(bestEarlier.value) > 0n ? bestEarlier : null,
		biggestDeal: deal ? { value: String(deal.value), day: deal.day, account: deal.note } : null,
		badges,
		said
	});
}
