import { memberOf } from '#lib/app/server/identify.ts';
import { readFigureAddress } from '#lib/metrics/activity/figure-address.ts';
import { saveFigure } from '#lib/metrics/activity/server/index.ts';
import { closedFigure } from '#lib/metrics/closings/server/index.ts';
import { goalFigure } from '#lib/metrics/goals/server/index.ts';
import { problemResponse } from '#lib/platform/server/problem.ts';
import type { RequestHandler } from './$types';

/** Everything behind a figure, as a file to open in a spreadsheet. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const address = readFigureAddress(url.searchParams);
	if (!address)
		return problemResponse({ kind: 'missing', detail: 'This address names no figure.' });
	const { context } = locals.app;
	const file = await saveFigure(context, memberOf(locals), address, closedFigure, goalFigure);
	if (!file.ok) return problemResponse(file.problem);
	const plain = file.value.name.normalize('NFKD').replace(/[^\x20-\x7e]|["\\]/g, '');
	return new Response(file.value.body, {
		headers: {
			'content-type': 'text/csv; charset=utf-8; header=present',
			'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.value.name)}`,
			'cache-control': 'no-store'
		}
	});
};
