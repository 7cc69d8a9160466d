import type { Organization } from '#lib/identity/server/index.ts';
import { closingOf } from '#lib/metrics/closings/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import {
	addDays,
	daysBetween,
	periodOf,
	stepPeriod,
	type Day,
	type Period
} from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { divide } from '../divide.ts';
import type { LeaguePlace, SeasonKind } from '../league.ts';
import { promote } from '../promote.ts';
import type { Ended } from '../results.ts';
import { playersOf, type NamedPlayer } from './players-of.ts';
import type { LeagueRules } from './read-rules.ts';
import { leaguePlaces, leagueSeasons } from './schema.ts';
import { activeIn, valuesOf } from './season-values.ts';
import { lastSeason, placesIn, sizesIn, type Season } from './seasons.ts';

/** Seasons further apart than this have nothing to do with each other: everybody is placed anew. */
const LONGEST_PAUSE_DAYS = 7;
/** PostgreSQL takes 65,535 parameters in a statement, and a place has a dozen. */
const ROWS_AT_ONCE = 1000;

/**
 * The period whose season is due: the running one where none was ever played, otherwise the next
 * after the last one, once that one's figures are final. Undefined while there is none.
 */
export async function dueSeason(
	tx: Queryable,
	organization: Organization,
	rules: LeagueRules,
	today: Day
): Promise<Period | undefined> {
	const last = await lastSeason(tx, organization.id);
	if (!last) return periodOf(rules.season, today, organization);
	const next = periodAfter(periodOfSeason(last, organization), rules.season, organization);
	if (next.start > today) return undefined;
	const closed = await closingOf(tx, organization.id, periodOfSeason(last, organization));
	return closed ? next : undefined;
}

/**
 * Begins a season with everybody's place in it. False where it has begun already, so that two who
 * try at once begin it once.
 */
export async function beginSeason(
	tx: Queryable,
	organization: Organization,
	rules: LeagueRules,
	startsOn: Day,
	now: { at: Date; today: Day }
): Promise<boolean> {
	const last = await lastSeason(tx, organization.id);
	const { metricId, season, size } = rules;
	const begun = await tx
		.insert(leagueSeasons)
		.values({ orgId: organization.id, season, startsOn, metricId, size, begunAt: now.at })
		.onConflictDoNothing()
		.returning({ startsOn: leagueSeasons.startsOn });
	if (!begun.length) return false;
	const players = await playersOf(tx, organization, { metricId, season, startsOn }, now.today);
	const places = await decide(tx, organization, last, startsOn, players, size);
	const rows = places.map((place) => ({
		orgId: organization.id,
		season,
		startsOn,
		...toRow(place)
	}));
	for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
		await tx.insert(leaguePlaces).values(rows.slice(from, from + ROWS_AT_ONCE));
	return true;
}

export function periodOfSeason(
	season: Pick<Season, 'season' | 'startsOn'>,
	organization: Organization
) {
	return periodOf(season.season, season.startsOn, organization);
}

function periodAfter(last: Period, kind: SeasonKind, organization: Organization): Period {
	const first = addDays(last.end, 1);
	const period = periodOf(kind, first, organization);
	// A week may have begun in the month that is played to its end.
	return period.start === first ? period : stepPeriod(kind, first, 1, organization);
}

async function decide(
	tx: Queryable,
	organization: Organization,
	last: Season | undefined,
	startsOn: Day,
	players: NamedPlayer[],
	size: number
): Promise<LeaguePlace[]> {
	const period = last && periodOfSeason(last, organization);
	if (!period || daysBetween(period.end, startsOn) > LONGEST_PAUSE_DAYS)
		return divide(players, size);
	const { ended, sizes } = await endOf(tx, organization.id, last, period.start);
	return sizes.length ? promote(ended, sizes, players, size) : divide(players, size);
}

async function endOf(
	tx: Queryable,
	orgId: OrgId,
	last: Season,
	start: Day
): Promise<{ ended: Ended[]; sizes: number[] }> {
	const places = await placesIn(tx, orgId, last);
	const values = await valuesOf(tx, orgId, last.metricId, last.season, [start]);
	const active = await activeIn(tx, orgId, last.season, start);
	const ended = places
		.filter(({ leftAt }) => leftAt === null)
		.map(({ memberId, league, trailing, since }) => ({
			memberId,
			league,
			trailing,
			since,
			value: values.get(memberId) ?? 0n,
			played: active.has(memberId)
		}));
	return { ended, sizes: sizesIn(places) };
}

function toRow({ memberId, league, moved, reason, trailing, before }: LeaguePlace) {
	return {
		memberId: memberId as NamedPlayer['memberId'],
		league,
		moved,
		reason,
		trailing,
		leagueBefore: before?.league ?? null,
		rankBefore: before?.rank ?? null,
		ofBefore: before?.of ?? null,
		valueBefore: before?.value ?? null,
		crossed: before?.crossed ?? null
	};
}
