import { findMetric, listMetrics } from '#lib/metrics/server/index.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { NONE, type OrgId } from '#lib/platform/ids.ts';
import { periodOf } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { divide } from '../divide.ts';
import type { LeagueChoice, LeagueSettings } from '../league-settings.ts';
import { LARGEST, SEASON_KINDS, SMALLEST } from '../league.ts';
import { playersOf } from './players-of.ts';
import { figureOf, readRules } from './read-rules.ts';
import { lastSeason } from './seasons.ts';
import { periodOfSeason } from './begin-season.ts';

/**
 * The leagues' settings with how today's people would be divided by `asked`, by what is set where
 * that says nothing.
 */
export async function previewLeagues(
	context: Context,
	orgId: OrgId,
	asked: URLSearchParams
): Promise<LeagueSettings> {
	const { db, clock } = context;
	const organization = await readOrganization(db, orgId);
	const today = dayIn(organization.timeZone, clock.now());
	const rules = await readRules(db, orgId);
	const metrics = await listMetrics(db, orgId, today);
	const set = metrics.find(({ id }) => id === rules?.metricId)?.key ?? 'points';
	const choice = choose(asked, { metric: set, season: 'month', size: 10, ...rules }, metrics);
	const metricId = (await findMetric(db, orgId, choice.metric, today))?.id ?? NONE;
	const { start } = periodOf(choice.season, today, organization);
	const beginning = { metricId, season: choice.season, startsOn: start };
	const players = await playersOf(db, organization, beginning, today);
	const byId = new Map(players.map((player) => [player.memberId as string, player]));
	const places = divide(players, choice.size);
	const last = await lastSeason(db, orgId);
	const period = last && periodOfSeason(last, organization);
	return {
		// What is ticked on a form that only asked for a preview stays ticked.
		plays: asked.has('season') ? asked.get('plays') === 'on' : (rules?.plays ?? false),
		choice,
		metrics: metrics.map(({ key, name }) => ({ key, name })),
		figure: await figureOf(db, orgId, metricId, organization.currency, today),
		preview: [...new Set(places.map(({ league }) => league))].map((league) => ({
			league,
			members: places
				.filter((place) => place.league === league)
				.map(({ memberId, trailing }) => {
					const { name, colour } = byId.get(memberId)!;
					return { id: memberId, name, colour, average: averageOf(trailing) };
				})
		})),
		people: players.length,
		running: period && period.end >= today ? period : null
	};
}

function choose(
	asked: URLSearchParams,
	set: LeagueChoice,
	metrics: { key: string }[]
): LeagueChoice {
	const metric = asked.get('metric') ?? '';
	const season = SEASON_KINDS.find((kind) => kind === asked.get('season'));
	const size = Number(asked.get('size'));
	const known = metric === 'points' || metrics.some(({ key }) => key === metric);
	return {
		metric: known ? metric : set.metric,
		season: season ?? set.season,
		size: Number.isInteger(size) && size >= SMALLEST && size <= LARGEST ? size : set.size
	};
}

// Six times the average is kept; see `Player`.
function averageOf(trailing: bigint | null): string | null {
	return trailing === null ? null : ((trailing + 3n) / 6n).toString();
}
