import { cubicOut } from 'svelte/easing';
import { prefersReducedMotion } from 'svelte/motion';
import type { TransitionConfig } from 'svelte/transition';

const SLIDE_MS = 450;
const HIGHLIGHT_MS = 1000;

/**
 * How a card that is new on the page comes in: it slides, or lights up for a second where the
 * system asks for less motion. One that was only fetched now (an older page) is simply there.
 */
export function arrive(node: HTMLElement, { isNew }: { isNew: boolean }): TransitionConfig {
	if (!isNew) return { duration: 0 };
	if (prefersReducedMotion.current) {
		const card = node.firstElementChild;
		card?.classList.add('changed');
		setTimeout(() => card?.classList.remove('changed'), HIGHLIGHT_MS);
		return { duration: 0 };
	}
	const height = node.offsetHeight;
	return {
		duration: SLIDE_MS,
		easing: cubicOut,
		css: (t, u) =>
			`opacity: ${t}; transform: translateY(${-u * 1.5}rem); margin-bottom: ${-u * height}px`
	};
}
