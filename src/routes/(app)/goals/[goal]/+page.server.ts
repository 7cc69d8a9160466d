import { error } from '@sveltejs/kit';
import { readMeetings } from '#lib/alignment/server/index.ts';
import { goalActions, goalOf, NO_GOAL } from '#lib/app/server/goal-actions.ts';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import type { GoalsState } from '#lib/metrics/goals/goal.ts';
import { openGoal } from '#lib/metrics/goals/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('winbell:goals');
	const actor = memberOf(locals);
	if (!may(actor, { may: 'goals.read' })) error(403, 'This goal is not for you.');
	const { context } = locals.app;
	const opened = await openGoal(context, actor, goalOf(params));
	if (!opened) error(404, NO_GOAL);
	return {
		...opened,
		meetings: await readMeetings(context, actor.orgId, { goal: opened.goal.id }),
		goals: await locals.app.snapshot<GoalsState>(actor.orgId, 'goals'),
		editing: url.searchParams.has('edit'),
		begunReached: url.searchParams.has('reached')
	};
};

export const actions: Actions = goalActions;
