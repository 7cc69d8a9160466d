import { error, redirect } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import type { GoalsState } from '#lib/metrics/goals/goal.ts';
import {
	checkIn,
	checkInForm,
	closeGoal,
	editGoal,
	editGoalForm,
	openGoal
} from '#lib/metrics/goals/server/index.ts';
import { isId, type GoalId } from '#lib/platform/ids.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

const GONE = 'There is no such goal here. It may be in another organization.';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends('winbell:goals');
	const actor = memberOf(locals);
	if (!may(actor, { may: 'goals.read' })) error(403, 'This goal is not for you.');
	const opened = await openGoal(locals.app.context, actor, goalOf(params));
	if (!opened) error(404, GONE);
	return {
		...opened,
		goals: await locals.app.snapshot<GoalsState>(actor.orgId, 'goals'),
		editing: url.searchParams.has('edit')
	};
};

export const actions: Actions = {
	tap: async ({ locals, request }) => {
		const form = await readForm(request, checkInForm);
		if (!form.ok) return refusal(form.problem);
		const tapped = await checkIn(locals.app.context, memberOf(locals), form.value);
		if (!tapped.ok) return refusal(tapped.problem);
		return { value: String(tapped.value.value) };
	},
	edit: async ({ locals, request, params }) => {
		const form = await readForm(request, editGoalForm);
		if (!form.ok) return refusal(form.problem);
		const command = { ...form.value, goalId: goalOf(params) };
		const edited = await editGoal(locals.app.context, memberOf(locals), command);
		if (!edited.ok) return refusal(edited.problem);
		redirect(303, `/goals/${params.goal}`);
	},
	close: async ({ locals, params }) => {
		const closed = await closeGoal(locals.app.context, memberOf(locals), goalOf(params));
		if (!closed.ok) return refusal(closed.problem);
		redirect(303, `/goals/${params.goal}`);
	}
};

function goalOf(params: { goal: string }): GoalId {
	if (!isId(params.goal)) error(404, GONE);
	return params.goal as GoalId;
}
