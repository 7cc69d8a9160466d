import { readOrganization, type Organization } from '#lib/identity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { LeagueState, LeagueView, SeasonState, SeasonView } from '../league-view.ts';
import { linesOf } from '../results.ts';
import { periodOfSeason } from './begin-season.ts';
import { figureOf, readRules } from './read-rules.ts';
import { lastSeason, placesIn, sizesIn, type Season, type StoredPlace } from './seasons.ts';

/** A league of the newest season, with who is in it now. Undefined where that has no such league. */
export async function readLeague(
	db: Queryable,
	orgId: OrgId,
	league: number,
	now: Date
): Promise<LeagueState | undefined> {
	const organization = await readOrganization(db, orgId);
	const today = dayIn(organization.timeZone, now);
	const season = await lastSeason(db, orgId);
	const places = season ? await placesIn(db, orgId, season) : [];
	const view = viewOf(places, league);
	if (!season || !view) return undefined;
	const plays = (await readRules(db, orgId))?.plays ?? false;
	return {
		plays,
		season: await seasonView(db, organization, season, { plays, today, places }),
		view
	};
}

/** A season as its page shows it; `places` are everybody's in it. */
export async function seasonView(
	db: Queryable,
	organization: Organization,
	season: Season,
	{ plays, today, places }: { plays: boolean; today: Day; places: StoredPlace[] }
): Promise<SeasonView> {
	const period = periodOfSeason(season, organization);
	const figure = await figureIn(db, organization, season);
	const state: SeasonState = today <= period.end ? 'running' : plays ? 'deciding' : 'over';
	return { period, today, state, figure, leagues: sizesIn(places).length };
}

export function figureIn(db: Queryable, organization: Organization, season: Season) {
	const { end } = periodOfSeason(season, organization);
	return figureOf(db, organization.id, season.metricId, organization.currency, end);
}

function viewOf(places: StoredPlace[], league: number): LeagueView | undefined {
	const sizes = sizesIn(places);
	if (!sizes[league - 1]) return undefined;
	const lines = linesOf(sizes);
	return {
		league,
		up: lines[league - 2] ?? 0,
		down: lines[league - 1] ?? 0,
		members: places
			.filter((place) => place.league === league && place.plays)
			.map(({ memberId, name, colour, moved }) => ({ id: memberId, name, colour, moved }))
	};
}
