import { memberOf } from '#lib/app/server/identify.ts';
import { keepsakePage } from '#lib/profiles/keepsake.ts';
import { readKeepsakes } from '#lib/profiles/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { keepsakes } = await readKeepsakes(locals.app.context, memberOf(locals));
	return keepsakePage(keepsakes, url.searchParams.get('year'));
};
