import { error, fail } from '@sveltejs/kit';
import { checkActions } from '#lib/app/server/check-actions.ts';
import { memberOf } from '#lib/app/server/identify.ts';
import { reverseAction } from '#lib/app/server/reverse-action.ts';
import { takeBackOwnAction } from '#lib/app/server/take-back-own-action.ts';
import { may } from '#lib/identity/permissions.ts';
import { byHandForm, recordByHand } from '#lib/metrics/activity/server/index.ts';
import type { GoalsState } from '#lib/metrics/goals/goal.ts';
import { figureNotes } from '#lib/metrics/questions/server/index.ts';
import { readBoardAddress } from '#lib/metrics/standings/board-address.ts';
import type { BoardState } from '#lib/metrics/standings/board.ts';
import { mostImproved } from '#lib/metrics/standings/most-improved.ts';
import type { PlaceState } from '#lib/metrics/standings/place-window.ts';
import { openStandings } from '#lib/metrics/standings/server/index.ts';
import type { Problem } from '#lib/platform/result.ts';
import { readForm } from '#lib/platform/server/form.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import { topicKey, type TopicKey } from '#lib/realtime/protocol.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, depends }) => {
	depends('winbell:standings');
	const actor = memberOf(locals);
	if (!may(actor, { may: 'standings.read' })) error(403, 'This board is not for you.');
	const { context, snapshot } = locals.app;
	const opened = await openStandings(context, actor, readBoardAddress(url.searchParams));
	const { topic, placeTopic, improvementTopic, ...page } = opened;
	const read = <State>(what: TopicKey) => snapshot<State>(actor.orgId, what);
	const [board, shared] = [await read<BoardState>(topic), await read<GoalsState>('goals')];
	const chain = topicKey('chain', { member: actor.memberId });
	// Of very many goals one's own are not among those that all share.
	const goals = shared.data.apart ? await read<GoalsState>(chain) : shared;
	const cut = board.data.rows.length < board.data.size;
	const place = cut && placeTopic ? await read<PlaceState>(placeTopic) : null;
	const improved = improvementTopic
		? mostImproved((await read<BoardState>(improvementTopic)).data)
		: null;
	const notes = page.open && (await figureNotes(context, actor, page.open));
	const readAt = context.clock.now().toISOString();
	return { ...page, board, goals, place, improved, notes, readAt };
};

export const actions: Actions = {
	record: async ({ locals, request }) => {
		const { context, ledger } = locals.app;
		const form = await readForm(request, byHandForm);
		const refused = (problem: Problem) =>
			fail(STATUS[problem.kind], { record: problem, typed: form.typed });
		if (!form.ok) return refused(form.problem);
		const done = await recordByHand(context, ledger, memberOf(locals), form.value);
		if (!done.ok) return refused(done.problem);
		return { recorded: { late: done.value.late, day: form.value.day } };
	},
	reverse: reverseAction,
	mistyped: takeBackOwnAction,
	...checkActions
};
