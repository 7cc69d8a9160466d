import type { Organization } from '#lib/identity/server/index.ts';
import { divide } from '#lib/metrics/leagues/divide.ts';
import { promote } from '#lib/metrics/leagues/promote.ts';
import { playersOf } from '#lib/metrics/leagues/server/index.ts';
import { findMetric } from '#lib/metrics/server/index.ts';
import { addDays, stepPeriod } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { figuresOf } from './crm.ts';

const SIZE = 10;

/** The year's leagues by revenue, each as the names in it, top first. */
export function crmLeagues({ db }: Context, organization: Organization) {
	async function playersIn(month: string) {
		const startsOn = `${month}-01`;
		const { id: metricId } = (await findMetric(db, organization.id, 'revenue', startsOn))!;
		const beginning = { metricId, season: 'month' as const, startsOn };
		return playersOf(db, organization, beginning, addDays(startsOn, -1));
	}

	function named(places: { memberId: string; league: number }[], names: Map<string, string>) {
		const leagues: string[][] = [];
		for (const { memberId, league } of places)
			(leagues[league - 1] ??= []).push(names.get(memberId)!);
		return leagues;
	}

	return {
		/** Divided by the three months before, as a first season is. */
		async leaguesOfMonth(month: string): Promise<string[][]> {
			const players = await playersIn(month);
			const names = new Map(players.map(({ memberId, name }) => [memberId as string, name]));
			return named(divide(players, SIZE), names);
		},

		/** The leagues after this month, by what everybody in them brought in it. */
		async nextMonth(leagues: string[][], month: string): Promise<string[][]> {
			const figures = figuresOf('revenue', month);
			const next = stepPeriod('month', `${month}-01`, 1, organization).start.slice(0, 7);
			const players = await playersIn(next);
			const ended = (await playersIn(month)).map((player) => ({
				...player,
				league: leagues.findIndex((league) => league.includes(player.name)) + 1,
				value: BigInt(Math.round((figures.get(player.name) ?? 0) * 100)),
				played: true
			}));
			const names = new Map(players.map(({ memberId, name }) => [memberId as string, name]));
			return named(
				promote(
					ended,
					leagues.map(({ length }) => length),
					players,
					SIZE
				),
				names
			);
		}
	};
}
