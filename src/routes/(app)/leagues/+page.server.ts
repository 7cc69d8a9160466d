import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import { leagueTopicKey, type LeagueState } from '#lib/metrics/leagues/league-view.ts';
import { leaveLeague, openLeagues, returnToLeague } from '#lib/metrics/leagues/server/index.ts';
import type { BoardState } from '#lib/metrics/standings/board.ts';
import { leagueBoard } from '#lib/metrics/standings/league-board.ts';
import { refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, depends }) => {
	depends('winbell:leagues');
	const actor = memberOf(locals);
	if (!may(actor, { may: 'standings.read' })) error(403, 'These leagues are not for you.');
	const { context, snapshot } = locals.app;
	const opened = await openLeagues(context, actor);
	const asked = Number(url.searchParams.get('league'));
	const number = opened.leagues.includes(asked) ? asked : opened.leagues[0];
	if (!number || !opened.season) return { ...opened, shown: null };
	const [board, league] = await Promise.all([
		snapshot<BoardState>(actor.orgId, leagueBoard(opened.season, number)),
		snapshot<LeagueState>(actor.orgId, leagueTopicKey(number))
	]);
	return { ...opened, shown: { board, league } };
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
