import { awardsOf } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { calendarOf, type Organization } from '#lib/identity/organization.ts';
import { may } from '#lib/identity/permissions.ts';
import { preferencesOf } from '#lib/identity/preferences/server/index.ts';
import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import { biggestEntry, personalBest, weeklyTotals } from '#lib/metrics/standings/server/index.ts';
import { momentsOf } from '#lib/moments/server/index.ts';
import type { MemberId, MomentId } from '#lib/platform/ids.ts';
import { stepPeriod, type Day } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { privateReasons, recognisedFor, saidAbout } from '#lib/recognition/server/index.ts';
import type { Profile } from '../profile.ts';
import type { StandingKind } from '../standing.ts';
import { readBests } from './read-bests.ts';
import { readOwn } from './read-own.ts';
import { readStanding } from './read-standing.ts';
import { readStreaks } from './read-streaks.ts';

const WEEKS = 12;
const MOMENTS = 10;

/** What the reader chose to see; what is not there falls back to points by the week, the newest first. */
export interface ProfileQuery {
	/** A metric's key, or `points`. */
	metric?: string | undefined;
	kind?: StandingKind | undefined;
	/** Moments before this one. */
	before?: MomentId | undefined;
}

/**
 * A member's page as this reader may see it: weeks, bests and places are what past boards show anyway;
 * words and badges given in private are there for the member alone.
 */
export async function readProfile(
	{ db, clock }: Context,
	reader: MemberActor,
	memberId: MemberId,
	asked: ProfileQuery = {}
): Promise<Result<Profile>> {
	const { orgId } = reader;
	const now = clock.now();
	const organization = await readOrganization(db, orgId);
	const today = dayIn(organization.timeZone, now);
	const found = await readPerson(db, orgId, memberId, today);
	if (!found || !may(reader, { may: 'standings.read' }))
		return refuse('missing', 'Nobody of this organization has this page.');
	const isOwn = reader.memberId === memberId;
	const choices = await listMetrics(db, orgId, today);
	const metric = choices.find(({ key }) => key === asked.metric);
	const query = { metric, kind: asked.kind ?? 'week' };
	const { id, name, colour, teamId, teamName, role } = found;
	const picture = (await preferencesOf(db, orgId, [memberId])).get(memberId)?.picture ?? null;
	return ok({
		person: { id, name, colour, picture, team: teamName, role },
		isOwn,
		isLed: !isOwn && may(reader, { may: 'daysOff.give', team: teamId }),
		...(await readWeeks(db, organization, memberId, today)),
		bests: await readBests(db, organization, memberId, metric),
		standing: await readStanding(db, organization, memberId, query, { today, isOwn, choices }),
		streaks: await readStreaks(db, organization, memberId, choices, today),
		...(await readMoments(db, reader, memberId, asked.before)),
		...(await readPraise(db, reader, memberId, now)),
		own: isOwn ? await readOwn(db, orgId, memberId, now, today) : null
	});
}

async function readWeeks(
	db: Queryable,
	organization: Organization,
	memberId: MemberId,
	today: Day
): Promise<Pick<Profile, 'weeks' | 'bestEarlier' | 'biggestDeal'>> {
	const orgId = organization.id;
	const calendar = calendarOf(organization);
	const starts = Array.from(
		{ length: WEEKS },
		(_, index) => stepPeriod('week', today, index + 1 - WEEKS, calendar).start
	);
	const weeks = await weeklyTotals(db, orgId, memberId, starts);
	const best = await personalBest(db, orgId, memberId, null, 'week', starts.at(-1)!);
	const deal = await biggestEntry(db, orgId, memberId, 'revenue');
	return {
		weeks: weeks.map(({ start, value }) => ({ start, value: String(value) })),
		bestEarlier: best && BigInt(best.value) > 0n ? best : null,
		biggestDeal: deal ? { entry: deal.id, value: String(deal.value), account: deal.note } : null
	};
}

async function readMoments(
	db: Queryable,
	reader: MemberActor,
	member: MemberId,
	before: MomentId | undefined
): Promise<Pick<Profile, 'moments' | 'earlier'>> {
	const viewer = reader.memberId;
	const page = await momentsOf(db, reader.orgId, { member, viewer, before, limit: MOMENTS });
	return { moments: page.moments, earlier: page.more ? page.moments.at(-1)!.id : null };
}

async function readPraise(
	db: Queryable,
	reader: MemberActor,
	memberId: MemberId,
	now: Date
): Promise<Pick<Profile, 'badges' | 'recognisedFor' | 'said'>> {
	const isOwn = reader.memberId === memberId;
	const hidden = isOwn ? [] : await privateReasons(db, reader.orgId, memberId);
	return {
		badges: await awardsOf(db, reader.orgId, memberId, hidden),
		recognisedFor: await recognisedFor(db, reader, memberId, now),
		said: await saidAbout(db, reader, memberId, now)
	};
}
