import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { figureHref, readFigureAddress } from '#lib/metrics/activity/figure-address.ts';
import { takeBackOwn, takeBackOwnForm } from '#lib/metrics/activity/server/index.ts';
import { boardHref, readBoardAddress } from '#lib/metrics/standings/board-address.ts';
import { readForm } from '#lib/platform/server/form.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import { memberOf } from './identify.ts';

/**
 * Takes back what somebody typed in for themselves, wherever a page lists it, and opens the form with
 * what they had typed; a refusal names the entry.
 */
export async function takeBackOwnAction({ locals, request, url }: RequestEvent) {
	const { context, ledger } = locals.app;
	const actor = memberOf(locals);
	const id = String((await request.clone().formData()).get('id'));
	const form = await readForm(request, takeBackOwnForm);
	const result = form.ok ? await takeBackOwn(context, ledger, actor, form.value.id) : form;
	if (!result.ok) return fail(STATUS[result.problem.kind], { mistyped: { ...result.problem, id } });
	const figure = readFigureAddress(url.searchParams);
	const back = figure && figureHref(figure, { page: figure.page });
	const board = readBoardAddress(url.searchParams);
	redirect(303, boardHref(board, { add: actor.memberId, again: id, back }));
}
