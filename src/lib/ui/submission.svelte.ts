import { tick } from 'svelte';
import type { SubmitFunction } from '@sveltejs/kit';

/**
 * For `use:enhance`: says while a form is under way, and leaves what was typed where it is, so that
 * a refusal costs nobody their words; the first field that was refused has the focus then. `done` is called once what was sent has been taken and shown.
 */
export function submission(done?: () => void): { readonly busy: boolean; send: SubmitFunction } {
	let busy = $state(false);
	return {
		get busy() {
			return busy;
		},
		send({ formElement }) {
			busy = true;
			return async ({ result, update }) => {
				await update({ reset: false });
				busy = false;
				if (result.type === 'success') done?.();
				if (result.type === 'failure') await focusRefused(formElement);
			};
		}
	};
}

/** Puts the focus on the first field of a form that its answer has refused; elsewhere it stays. */
export async function focusRefused(form: HTMLFormElement): Promise<void> {
	await tick();
	form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
