import { error, redirect } from '@sveltejs/kit';
import { readMeetings } from '#lib/alignment/server/index.ts';
import { goalTreeActions } from '#lib/app/server/goal-tree-actions.ts';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import type { GoalsState } from '#lib/metrics/goals/goal.ts';
import { openTeam, readFed } from '#lib/metrics/goals/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('winbell:team');
	const actor = memberOf(locals);
	if (!may(actor, { may: 'goals.read' })) error(403, 'This team is not for you.');
	const { context, snapshot } = locals.app;
	const opened = await openTeam(context, actor, params.team);
	if (!opened) error(404, 'There is no such team here. It may have another name now.');
	if (params.team !== opened.team.key) redirect(307, `/teams/${opened.team.key}`);
	const goals = await snapshot<GoalsState>(actor.orgId, 'goals');
	const own = goals.data.goals.filter(({ team }) => team?.id === opened.team.id);
	const fed = await readFed(context.db, actor.orgId, own, context.clock.now());
	const meetings = await readMeetings(context, actor.orgId, { team: opened.team.id });
	return { ...opened, goals, fed, meetings };
};

export const actions: Actions = { join: goalTreeActions.join };
