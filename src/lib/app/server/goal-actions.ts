import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import {
	agreeGoal,
	answerHelp,
	answerHelpForm,
	askForHelp,
	askForHelpForm,
	checkIn,
	checkInForm,
	closeGoal,
	closeGoalForm,
	declineGoal,
	declineGoalForm,
	editGoal,
	editGoalForm,
	finishHelp,
	finishHelpForm,
	handOver,
	handOverForm,
	joinGoal,
	leaveGoal,
	leaveStep,
	linkGoal,
	linkGoalForm,
	stayIn,
	takeOver,
	takeOverForm,
	takeStep
} from '#lib/metrics/goals/server/index.ts';
import { isId, type GoalId } from '#lib/platform/ids.ts';
import type { Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { memberOf } from './identify.ts';

type Event = RequestEvent<{ goal: string }>;
type Verb<T> = (context: Context, actor: MemberActor, id: GoalId) => Promise<Result<T>>;

export const NO_GOAL = 'There is no such goal here. It may be in another organization.';

/** What can be done on a goal's own page. */
export const goalActions = {
	tap: async (event: Event) => {
		const form = await readForm(event.request, checkInForm);
		if (!form.ok) return refusal(form.problem, form.typed);
		const tapped = await checkIn(event.locals.app.context, memberOf(event.locals), form.value);
		return tapped.ok ? { value: String(tapped.value.value) } : refusal(tapped.problem, form.typed);
	},
	edit: (event: Event) => sent(event, editGoalForm, editGoal, toIt),
	agree: (event: Event) => pressed(event, agreeGoal),
	decline: (event: Event) =>
		sent(event, declineGoalForm, (context, actor, { goalId, why }) =>
			declineGoal(context, actor, goalId, why)
		),
	link: (event: Event) =>
		sent(event, linkGoalForm, (context, actor, { goalId, supports, was }) =>
			linkGoal(context, actor, goalId, supports, was)
		),
	join: (event: Event) => pressed(event, joinGoal),
	stay: (event: Event) => pressed(event, stayIn),
	leave: (event: Event) => pressed(event, leaveGoal),
	ask: (event: Event) => sent(event, askForHelpForm, askForHelp),
	help: (event: Event) =>
		sent(event, answerHelpForm, (context, actor, { help: id, answer }) =>
			answerHelp(context, actor, { id, answer })
		),
	helped: (event: Event) =>
		sent(event, finishHelpForm, (context, actor, { help: id }) =>
			finishHelp(context, actor, { id })
		),
	handOver: (event: Event) => sent(event, handOverForm, handOver, toAnother),
	takeOver: (event: Event) => sent(event, takeOverForm, takeOver, toAnother),
	step: (event: Event) => pressed(event, takeStep),
	leaveStep: (event: Event) => pressed(event, leaveStep),
	close: (event: Event) =>
		sent(
			event,
			closeGoalForm,
			(context, actor, { goalId, learned }) => closeGoal(context, actor, goalId, learned),
			toIt
		)
};

/** The goal that an address names. */
export function goalOf(params: { goal: string }): GoalId {
	if (!isId(params.goal)) error(404, NO_GOAL);
	return params.goal as GoalId;
}

async function pressed<T>({ locals, params }: Event, verb: Verb<T>) {
	const done = await verb(locals.app.context, memberOf(locals), goalOf(params));
	return done.ok ? { done: true } : refusal(done.problem);
}

/** Shows the goal afresh. */
function toIt({ id }: { id: GoalId }): GoalId {
	return id;
}

/** Shows the goal that it goes on as; where it stays the same, so does the page. */
function toAnother({ id }: { id: GoalId }, from: GoalId): GoalId | undefined {
	return id === from ? undefined : id;
}

/**
 * Reads the form and does what it asks; `next` says which goal is shown then, where the page is to be
 * left.
 */
async function sent<Schema extends z.ZodType<object>, T>(
	{ locals, request, params }: Event,
	schema: Schema,
	verb: (
		context: Context,
		actor: MemberActor,
		command: z.output<Schema> & { goalId: GoalId }
	) => Promise<Result<T>>,
	next?: (value: T, from: GoalId) => GoalId | undefined
) {
	const form = await readForm(request, schema);
	if (!form.ok) return refusal(form.problem, form.typed);
	const command = { ...form.value, goalId: goalOf(params) };
	const done = await verb(locals.app.context, memberOf(locals), command);
	if (!done.ok) return refusal(done.problem, form.typed);
	const shown = next?.(done.value, command.goalId);
	if (shown) redirect(303, `/goals/${shown}`);
	return { done: true };
}
