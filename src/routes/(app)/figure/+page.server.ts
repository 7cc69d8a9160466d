import { error } from '@sveltejs/kit';
import { checkActions } from '#lib/app/server/check-actions.ts';
import { memberOf } from '#lib/app/server/identify.ts';
import { reverseAction } from '#lib/app/server/reverse-action.ts';
import { takeBackOwnAction } from '#lib/app/server/take-back-own-action.ts';
import { readFigureAddress } from '#lib/metrics/activity/figure-address.ts';
import { openFigure } from '#lib/metrics/activity/server/index.ts';
import { closedFigure } from '#lib/metrics/closings/server/index.ts';
import { goalFigure } from '#lib/metrics/goals/server/index.ts';
import { figureNotes } from '#lib/metrics/questions/server/index.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, depends }) => {
	depends('winbell:checks');
	const { context } = locals.app;
	const actor = memberOf(locals);
	const address = readFigureAddress(url.searchParams);
	if (!address) error(404, 'This address names no figure.');
	const opened = await openFigure(context, actor, address, closedFigure, goalFigure);
	if (!opened.ok) error(STATUS[opened.problem.kind], opened.problem.detail);
	return {
		opened: opened.value,
		notes: await figureNotes(context, actor, opened.value),
		readAt: context.clock.now().toISOString()
	};
};

export const actions: Actions = {
	...checkActions,
	reverse: reverseAction,
	mistyped: takeBackOwnAction
};
