import { memberOf } from '#lib/app/server/identify.ts';
import { openPastGoals } from '#lib/metrics/goals/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	openPastGoals(locals.app.context, memberOf(locals));
