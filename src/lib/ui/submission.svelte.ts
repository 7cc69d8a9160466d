import type { SubmitFunction } from '@sveltejs/kit';

/**
 * For `use:enhance`: says while a form is under way, and leaves what was typed where it is, so that
 * a refusal costs nobody their words. `done` is called once what was sent has been taken and shown.
 */
export function submission(done?: () => void): { readonly busy: boolean; send: SubmitFunction } {
	let busy = $state(false);
	return {
		get busy() {
			return busy;
		},
		send() {
			busy = true;
			return async ({ result, update }) => {
				await update({ reset: false });
				busy = false;
				if (result.type === 'success') done?.();
			};
		}
	};
}
