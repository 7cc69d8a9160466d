import { onMount } from 'svelte';

/**
 * Whether a script runs on this page: false in what the server sends, true once the page is alive.
 * For links that lead to a page of their own, and with a script open in place.
 */
export function scripted(): { readonly now: boolean } {
	let now = $state(false);
	onMount(() => {
		now = true;
	});
	return {
		get now() {
			return now;
		}
	};
}
