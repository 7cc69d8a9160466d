import type { RequestEvent } from '@sveltejs/kit';
import { memberOf } from './identify.ts';
import {
	checkIn,
	checkInForm,
	joinGoal,
	joinGoalForm,
	linkGoal,
	moveGoalForm,
	undoMove
} from '#lib/metrics/goals/server/index.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';

/** What can be done with a goal where it stands in a tree: tick one off, put it elsewhere, join it. */
export const goalTreeActions = {
	tap: async ({ locals, request }: RequestEvent) => {
		const form = await readForm(request, checkInForm);
		if (!form.ok) return refusal(form.problem);
		const tapped = await checkIn(locals.app.context, memberOf(locals), form.value);
		return tapped.ok ? { value: String(tapped.value.value) } : refusal(tapped.problem);
	},
	link: async ({ locals, request }: RequestEvent) => {
		const form = await readForm(request, moveGoalForm);
		if (!form.ok) return refusal(form.problem);
		const { goal, supports, was } = form.value;
		const linked = await linkGoal(locals.app.context, memberOf(locals), goal, supports, was);
		return linked.ok ? { agreed: linked.value.agreed } : refusal(linked.problem);
	},
	undo: async ({ locals, request }: RequestEvent) => {
		const form = await readForm(request, moveGoalForm.pick({ goal: true }));
		if (!form.ok) return refusal(form.problem);
		const undone = await undoMove(locals.app.context, memberOf(locals), form.value.goal);
		return undone.ok ? { undone: true } : refusal(undone.problem);
	},
	join: async ({ locals, request }: RequestEvent) => {
		const form = await readForm(request, joinGoalForm);
		if (!form.ok) return refusal(form.problem);
		const joined = await joinGoal(locals.app.context, memberOf(locals), form.value.goal);
		return joined.ok ? { joined: joined.value.id } : refusal(joined.problem);
	}
};
