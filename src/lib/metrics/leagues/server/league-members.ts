import { readOrganization } from '#lib/identity/server/index.ts';
import { closingOf } from '#lib/metrics/closings/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Day, Period } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { periodOfSeason } from './begin-season.ts';
import { lastSeason, placesIn, seasonIn, sizesIn } from './seasons.ts';

/**
 * Who stands on a league's board in a period, and of how many leagues it is one. Whoever has left
 * is not on it; a closed season keeps everybody it ended with. Undefined where no season was
 * played in that period, or has not begun yet, or has no such league. Moves with the facts
 * `leagues` and `people`.
 */
export async function leagueMembers(
	db: Queryable,
	orgId: OrgId,
	league: number,
	period: Period
): Promise<{ members: MemberId[]; of: number } | undefined> {
	const season = await seasonIn(db, orgId, period);
	if (!season) return undefined;
	const places = await placesIn(db, orgId, season);
	const of = sizesIn(places).length;
	if (league < 1 || league > of) return undefined;
	const closed = (await closingOf(db, orgId, period)) !== null;
	const members = places
		.filter((place) => place.league === league && (closed ? place.leftAt === null : place.plays))
		.map(({ memberId }) => memberId);
	return { members, of };
}

/** The league somebody plays in on a day, with its season. */
export interface LeagueOfMember {
	league: number;
	period: Period;
	/** The nil id for points. */
	metricId: string;
}

/** Undefined for whoever plays in none today: by choice, by role, or because there is none. */
export async function leagueOf(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	today: Day
): Promise<LeagueOfMember | undefined> {
	const season = await lastSeason(db, orgId);
	if (!season) return undefined;
	const period = periodOfSeason(season, await readOrganization(db, orgId));
	if (today < period.start || today > period.end) return undefined;
	const place = (await placesIn(db, orgId, season)).find((each) => each.memberId === memberId);
	return place?.plays ? { league: place.league, period, metricId: season.metricId } : undefined;
}
