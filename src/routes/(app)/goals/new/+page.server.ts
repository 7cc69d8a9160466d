import { redirect } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { openNewGoal, setGoalForm, setTypedGoal } from '#lib/metrics/goals/server/index.ts';
import { isId, type GoalId } from '#lib/platform/ids.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const under = url.searchParams.get('under') ?? '';
	const named = isId(under) ? (under as GoalId) : null;
	return {
		...(await openNewGoal(locals.app.context, memberOf(locals), named)),
		metric: url.searchParams.get('metric')
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = await readForm(request, setGoalForm);
		if (!form.ok) return refusal(form.problem, form.typed);
		const set = await setTypedGoal(locals.app.context, memberOf(locals), form.value);
		if (!set.ok) return refusal(set.problem, form.typed);
		const { id, agreed, reached } = set.value;
		redirect(303, reached ? `/goals/${id}?reached` : agreed ? '/goals' : `/goals/${id}`);
	}
};
