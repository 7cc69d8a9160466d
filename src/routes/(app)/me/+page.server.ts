import { redirect } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import type { PageServerLoad } from './$types';

/** An address that everybody can keep: one's own page. */
export const load: PageServerLoad = ({ locals }) => {
	redirect(303, `/members/${memberOf(locals).memberId}`);
};
