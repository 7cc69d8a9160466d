import { browser } from '$app/environment';
import type { PageLoad } from './$types';

/**
 * The sheets that an address opens, for what the server sends to whoever has no script to fetch them;
 * in a browser they come by themselves, so that the first load stays light.
 */
export const load: PageLoad = async ({ data }) => ({
	...data,
	still: browser
		? null
		: {
				AddSheet: data.adding && (await import('./AddSheet.svelte')).default,
				FigureSheet: data.open && (await import('./FigureSheet.svelte')).default
			}
});
