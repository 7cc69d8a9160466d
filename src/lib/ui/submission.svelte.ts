import type { SubmitFunction } from '@sveltejs/kit';

/**
 * For `use:enhance`: says while a form is under way, and leaves what was typed where it is, so that
 * a refusal costs nobody their words.
 */
export function submission(): { readonly busy: boolean; send: SubmitFunction } {
	let busy = $state(false);
	return {
		get busy() {
			return busy;
		},
		send() {
			busy = true;
			return async ({ update }) => {
				await update({ reset: false });
				busy = false;
			};
		}
	};
}
