import { memberOf } from '#lib/app/server/identify.ts';
import { ownAwards } from '#lib/credentials/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	awards: await ownAwards(locals.app.context.db, memberOf(locals))
});
