import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import { leaveLeague, openLeagues, returnToLeague } from '#lib/metrics/leagues/server/index.ts';
import type { BoardState } from '#lib/metrics/standings/board.ts';
import { leagueBoard } from '#lib/metrics/standings/league-board.ts';
import { refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'standings.read' })) error(403, 'These leagues are not for you.');
	const { context, snapshot } = locals.app;
	const opened = await openLeagues(context, actor);
	const asked = Number(url.searchParams.get('league'));
	const shown = opened.leagues.find(({ league }) => league === asked) ?? opened.leagues[0] ?? null;
	const board = shown && opened.season && leagueBoard(opened.season, shown.league);
	return {
		...opened,
		shown,
		board: board && (await snapshot<BoardState>(actor.orgId, board))
	};
};

export const actions: Actions = {
	leave: async ({ locals }) => {
		const left = await leaveLeague(locals.app.context, memberOf(locals));
		return left.ok ? { now: 'out' as const } : refusal(left.problem);
	},
	back: async ({ locals }) => {
		const back = await returnToLeague(locals.app.context, memberOf(locals));
		return back.ok ? { now: 'in' as const } : refusal(back.problem);
	}
};
