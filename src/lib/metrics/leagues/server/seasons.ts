import { and, between, desc, eq, sql } from 'drizzle-orm';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Day, Period } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { SeasonKind } from '../league.ts';
import { leaguePlaces, leagueSeasons } from './schema.ts';

export interface Season {
	season: SeasonKind;
	startsOn: Day;
	/** The nil id for points. */
	metricId: string;
	size: number;
	begunAt: Date;
}

/** The newest season: the one that runs, or the last one there was. */
export async function lastSeason(db: Queryable, orgId: OrgId): Promise<Season | undefined> {
	const [season] = await db
		.select()
		.from(leagueSeasons)
		.where(eq(leagueSeasons.orgId, orgId))
		.orderBy(desc(leagueSeasons.startsOn))
		.limit(1);
	return season;
}

/**
 * The season that is played in a period; undefined for none. Its first day lies in the period, and
 * need not be the first of it: weeks may have started on another day when it began.
 */
export async function seasonIn(
	db: Queryable,
	orgId: OrgId,
	{ kind, start, end }: Period
): Promise<Season | undefined> {
	if (kind !== 'week' && kind !== 'month') return undefined;
	const [season] = await db
		.select()
		.from(leagueSeasons)
		.where(
			and(
				eq(leagueSeasons.orgId, orgId),
				eq(leagueSeasons.season, kind),
				between(leagueSeasons.startsOn, start, end)
			)
		)
		.orderBy(desc(leagueSeasons.startsOn))
		.limit(1);
	return season;
}

export type StoredPlace = typeof leaguePlaces.$inferSelect & {
	memberId: MemberId;
	name: string;
	colour: number;
	since: string;
	/** Neither out of the leagues nor out of the organization, and still a rep. */
	plays: boolean;
};

/** Everybody's place in a season, those who have left it among them. */
export async function placesIn(
	db: Queryable,
	orgId: OrgId,
	{ season, startsOn }: Pick<Season, 'season' | 'startsOn'>
): Promise<StoredPlace[]> {
	const rows = await db
		.select({
			place: leaguePlaces,
			name: sql<string>`m.name`,
			colour: sql<number>`m.colour`,
			since: sql<string>`m.joined_at::text`,
			rep: sql<boolean>`m.role = 'rep' and m.left_at is null`
		})
		.from(leaguePlaces)
		.innerJoin(
			sql`members m`,
			sql`m.org_id = ${leaguePlaces.orgId} and m.id = ${leaguePlaces.memberId}`
		)
		.where(inSeason(orgId, { season, startsOn }))
		.orderBy(leaguePlaces.league, sql`m.name`, leaguePlaces.memberId);
	return rows.map(({ place, rep, ...person }) => ({
		...place,
		...person,
		plays: rep && place.leftAt === null
	}));
}

export function inSeason(orgId: OrgId, { season, startsOn }: Pick<Season, 'season' | 'startsOn'>) {
	return and(
		eq(leaguePlaces.orgId, orgId),
		eq(leaguePlaces.season, season),
		eq(leaguePlaces.startsOn, startsOn)
	);
}

/** How many people the leagues began with, top first: what the lines between them go by. */
export function sizesIn(places: readonly { league: number }[]): number[] {
	const sizes: number[] = [];
	for (const { league } of places) sizes[league - 1] = (sizes[league - 1] ?? 0) + 1;
	return sizes;
}
