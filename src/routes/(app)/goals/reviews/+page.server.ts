import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { openReview } from '#lib/metrics/goals/server/index.ts';
import { isDay } from '#lib/platform/period.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const quarter = url.searchParams.get('quarter') ?? undefined;
	if (quarter !== undefined && !isDay(quarter)) error(404, 'There is no such quarter.');
	return { review: await openReview(locals.app.context, memberOf(locals), quarter) };
};
