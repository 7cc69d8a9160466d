import { error, fail } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import {
	byHandForm,
	recordByHand,
	takeBack,
	takeBackForm
} from '#lib/metrics/activity/server/index.ts';
import type { GoalsState } from '#lib/metrics/goals/goal.ts';
import { readBoardAddress } from '#lib/metrics/standings/board-address.ts';
import type { BoardState } from '#lib/metrics/standings/board.ts';
import { openStandings } from '#lib/metrics/standings/server/index.ts';
import { readForm } from '#lib/platform/server/form.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, depends }) => {
	depends('winbell:standings');
	const actor = memberOf(locals);
	if (!may(actor, { may: 'standings.read' })) error(403, 'This board is not for you.');
	const { context, snapshot } = locals.app;
	const opened = await openStandings(context, actor, readBoardAddress(url.searchParams));
	const [board, goals] = await Promise.all([
		snapshot<BoardState>(actor.orgId, opened.topic),
		snapshot<GoalsState>(actor.orgId, 'goals')
	]);
	return { ...opened, board, goals };
};

export const actions: Actions = {
	record: async ({ locals, request }) => {
		const { context, ledger } = locals.app;
		const form = await readForm(request, byHandForm);
		const result = form.ok && (await recordByHand(context, ledger, memberOf(locals), form.value));
		const problem = !form.ok ? form.problem : result && !result.ok ? result.problem : undefined;
		return problem ? fail(STATUS[problem.kind], { record: problem }) : { recorded: true };
	},
	reverse: async ({ locals, request }) => {
		const { context, ledger } = locals.app;
		const id = String((await request.clone().formData()).get('id'));
		const form = await readForm(request, takeBackForm);
		const result = form.ok && (await takeBack(context, ledger, memberOf(locals), form.value));
		const problem = !form.ok ? form.problem : result && !result.ok ? result.problem : undefined;
		return problem
			? fail(STATUS[problem.kind], { reverse: { ...problem, id } })
			: { reversed: true };
	}
};
