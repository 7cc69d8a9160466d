import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** What somebody types on a TV: leads to the TV's own screen, or to pairing it. */
export const load: PageServerLoad = ({ locals }) => {
	const { actor } = locals;
	redirect(303, actor?.kind === 'display' ? `/tv/${actor.displayId}` : '/tv/pair');
};
