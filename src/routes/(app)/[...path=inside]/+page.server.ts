import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** A wrong address is told inside the frame of the app: whoever is signed in goes on from there. */
export const load: PageServerLoad = () => error(404);
