import type { AnimationConfig } from 'svelte/animate';

const DURATION = 450;

/** The house's curve, cubic-bezier(.2, .8, .2, 1) as in --ease, for what the browser cannot time. */
export function ease(time: number): number {
	if (time <= 0) return 0;
	if (time >= 1) return 1;
	let [low, high] = [0, 1];
	for (let i = 0; i < 20; i++) {
		const middle = (low + high) / 2;
		if (bezier(middle, 0.2, 0.2) < time) low = middle;
		else high = middle;
	}
	return bezier((low + high) / 2, 0.8, 1);
}

/** A row travels to its new place, straight up or down. Not from nowhere, and not where motion is reduced. */
export function travel(
	_: Element,
	{ from, to }: { from: DOMRect; to: DOMRect },
	{ still }: { still: boolean }
): AnimationConfig {
	const way = from.top - to.top;
	if (still || !way || !from.height || !to.height) return { duration: 0 };
	return {
		duration: DURATION,
		easing: ease,
		css: (_time, left) => `transform: translateY(${way * left}px)`
	};
}

function bezier(t: number, a: number, b: number): number {
	return 3 * (1 - t) ** 2 * t * a + 3 * (1 - t) * t ** 2 * b + t ** 3;
}
