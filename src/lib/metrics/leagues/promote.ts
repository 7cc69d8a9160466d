import { byPast, cut } from './divide.ts';
import type { LeagueMove, LeaguePlace, LeagueReason, Player, SeasonResult } from './league.ts';
import { outcomesOf, type Ended } from './results.ts';
import { leaguesFor, mendSizes, sizesOf } from './sizes.ts';

/** Somebody on their way into the next season. */
interface Entrant {
	player: Player;
	/** The league their result or their past leads to. */
	leads: number;
	reason: LeagueReason;
	before: SeasonResult | null;
}

/**
 * The next season from the one that ended: results move people over the lines (see `outcomesOf`),
 * who no longer plays is gone, who is new joins where people with the like past play. A league that
 * has fewer than six then, or more than twelve, is evened out with its neighbours; where the number
 * of leagues changes, all are cut anew in the order that the results gave.
 */
export function promote(
	ended: readonly Ended[],
	sizes: readonly number[],
	players: readonly Player[],
	wished: number
): LeaguePlace[] {
	const stay = returning(ended, sizes, players);
	const known = new Set(stay.map(({ player }) => player.memberId));
	const fresh = players.filter(({ memberId }) => !known.has(memberId)).sort(byPast);
	const joined = fresh.map((player) => join(player, stay, sizes.length));
	const chains = sizes.map((_, index) => chainOf(index + 1, stay, joined));
	const anew = leaguesFor(players.length, wished) !== sizes.length;
	const found = chains.map((chain) => chain.length);
	const next = anew ? sizesOf(players.length, wished) : mendSizes(found);
	return cut(chains.flat(), next).flatMap((league, index) =>
		league.map((entrant) => placeOf(entrant, index + 1, anew))
	);
}

function returning(
	ended: readonly Ended[],
	sizes: readonly number[],
	players: readonly Player[]
): Entrant[] {
	const playing = new Map(players.map((player) => [player.memberId, player]));
	return outcomesOf(ended, sizes).flatMap(({ who, result, leads }) => {
		const player = playing.get(who.memberId);
		const reason = who.played ? ('rank' as const) : ('quiet' as const);
		return player ? [{ player, leads, reason, before: result }] : [];
	});
}

// Where somebody would not be the last by their past; without a past in the last league.
function join(player: Player, stay: readonly Entrant[], leagues: number): Entrant {
	const { trailing } = player;
	const fits = (league: number) =>
		trailing !== null &&
		stay.some((one) => one.leads === league && (one.player.trailing ?? -1n) < trailing);
	const all = Array.from({ length: leagues }, (_, index) => index + 1);
	const leads = all.find(fits) ?? leagues;
	return { player, leads, reason: trailing === null ? 'new' : 'trailing', before: null };
}

/**
 * Who stands first is asked first to fill a place above, who stands last makes room: who would have
 * gone down is kept before anybody else goes up, and nobody who has just gone up is sent back.
 */
function chainOf(league: number, stay: readonly Entrant[], joined: readonly Entrant[]): Entrant[] {
	const here = stay.filter(({ leads }) => leads === league);
	const from = (test: (before: number) => boolean) =>
		here.filter(({ before }) => test(before!.league));
	return [
		...from((before) => before < league),
		...from((before) => before === league),
		...from((before) => before > league),
		...joined.filter(({ leads }) => leads === league)
	];
}

function placeOf(entrant: Entrant, league: number, anew: boolean): LeaguePlace {
	const { player, leads, before } = entrant;
	const reason = anew && before ? 'anew' : leads === league ? entrant.reason : 'room';
	const kept = before ? reason : entrant.reason;
	return {
		memberId: player.memberId,
		league,
		moved: moveOf(before, league, kept),
		reason: kept,
		trailing: player.trailing,
		before
	};
}

// Leagues that were cut anew cannot be compared by their numbers.
function moveOf(before: SeasonResult | null, league: number, reason: LeagueReason): LeagueMove {
	if (!before || reason === 'anew') return 'placed';
	if (league === before.league) return 'stayed';
	return league < before.league ? 'promoted' : 'relegated';
}
