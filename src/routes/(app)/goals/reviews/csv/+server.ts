import { memberOf } from '#lib/app/server/identify.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { reviewFile } from '#lib/metrics/goals/review.ts';
import { openReview } from '#lib/metrics/goals/server/index.ts';
import { isDay } from '#lib/platform/period.ts';
import { problemResponse } from '#lib/platform/server/problem.ts';
import type { RequestHandler } from './$types';

/** A quarter's review as a file to open in a spreadsheet. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const actor = memberOf(locals);
	const { context } = locals.app;
	const quarter = url.searchParams.get('quarter') ?? '';
	if (!isDay(quarter)) return problemResponse({ kind: 'missing', detail: 'Name a quarter.' });
	const { name } = await readOrganization(context.db, actor.orgId);
	const review = await openReview(context, actor, quarter);
	return new Response(reviewFile(review, name), {
		headers: {
			'content-type': 'text/csv; charset=utf-8; header=present',
			'content-disposition': `attachment; filename="goals-${review.start}.csv"`,
			'cache-control': 'no-store'
		}
	});
};
