import { and, desc, eq, lt } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { readOrganization, type Organization } from '#lib/identity/server/index.ts';
import { boardMetric, type BoardMetric } from '#lib/metrics/board-metric.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { MyLeague, SeasonView } from '../league-view.ts';
import { placeWords } from '../league-words.ts';
import type { SeasonResult } from '../league.ts';
import { figureIn, seasonView } from './read-league.ts';
import { readRules } from './read-rules.ts';
import { leagueAbsences, leagueSeasons } from './schema.ts';
import { lastSeason, placesIn, type Season, type StoredPlace } from './seasons.ts';

/** Everything the leagues' page shows beside the live board. A rep sees their own league only. */
export interface OpenedLeagues {
	/** Whether the organization plays on. */
	plays: boolean;
	season: SeasonView | null;
	/** Null for somebody who plays in none: who leads, or sets up. */
	mine: MyLeague | null;
	/** The leagues the reader may look at, by their numbers. */
	leagues: number[];
	/** What can be done to move up, for words about a gap. */
	metrics: BoardMetric[];
}

export async function openLeagues(context: Context, actor: MemberActor): Promise<OpenedLeagues> {
	const { db, clock } = context;
	const organization = await readOrganization(db, actor.orgId);
	const today = dayIn(organization.timeZone, clock.now());
	const plays = (await readRules(db, actor.orgId))?.plays ?? false;
	const season = await lastSeason(db, actor.orgId);
	const isRep = actor.role === 'rep';
	const out = isRep && (await isOut(db, actor));
	const metrics = (await listMetrics(db, actor.orgId, today)).map(boardMetric);
	if (!season) {
		const mine: MyLeague = out ? { is: 'out', back: null } : { is: 'next' };
		return { plays, season: null, mine: isRep ? mine : null, leagues: [], metrics };
	}
	const places = await placesIn(db, actor.orgId, season);
	const view = await seasonView(db, organization, season, { plays, today, places });
	const place = places.find(({ memberId }) => memberId === actor.memberId && isRep);
	const mine = await mineOf(db, organization, season, view, { place, out, people: places.length });
	const all = Array.from({ length: view.leagues }, (_, index) => index + 1);
	return {
		plays,
		season: view,
		mine: isRep ? mine : null,
		leagues: isRep ? all.filter((league) => mine.is === 'in' && league === mine.league) : all,
		metrics
	};
}

async function isOut(db: Queryable, { orgId, memberId }: MemberActor): Promise<boolean> {
	const [absence] = await db
		.select({ since: leagueAbsences.since })
		.from(leagueAbsences)
		.where(and(eq(leagueAbsences.orgId, orgId), eq(leagueAbsences.memberId, memberId)));
	return absence !== undefined;
}

interface Reader {
	place: StoredPlace | undefined;
	out: boolean;
	/** How many play in the season. */
	people: number;
}

async function mineOf(
	db: Queryable,
	organization: Organization,
	season: Season,
	{ figure, leagues, state }: SeasonView,
	{ place, out, people }: Reader
): Promise<MyLeague> {
	if (out) return { is: 'out', back: state === 'running' && place ? place.league : null };
	if (!place?.plays) return { is: 'next' };
	const before = beforeOf(place);
	const earlier = before && (await seasonBefore(db, organization, season));
	const why = placeWords(
		{ ...place, before },
		{
			season: season.season,
			figure,
			figureBefore: earlier ? await figureIn(db, organization, earlier) : figure,
			leagues,
			people
		}
	);
	return { is: 'in', league: place.league, moved: place.moved, why };
}

function beforeOf(place: StoredPlace): SeasonResult | null {
	const { leagueBefore, rankBefore, ofBefore, valueBefore, crossed } = place;
	if (leagueBefore === null) return null;
	return {
		league: leagueBefore,
		rank: rankBefore,
		of: ofBefore ?? 0,
		value: valueBefore ?? 0n,
		crossed: crossed ?? 0
	};
}

async function seasonBefore(
	db: Queryable,
	{ id }: Organization,
	season: Season
): Promise<Season | undefined> {
	const [before] = await db
		.select()
		.from(leagueSeasons)
		.where(and(eq(leagueSeasons.orgId, id), lt(leagueSeasons.startsOn, season.startsOn)))
		.orderBy(desc(leagueSeasons.startsOn))
		.limit(1);
	return before;
}
