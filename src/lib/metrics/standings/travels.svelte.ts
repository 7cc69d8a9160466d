import type { Attachment } from 'svelte/attachments';
import { prefersReducedMotion } from 'svelte/motion';

// The house's time and curve, as in --ease.
const HOW = { id: 'travel', duration: 450, easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)' };

/**
 * The rows of a list travel to their new places, straight up or down, and not where motion is reduced.
 * Looked up only where their order changes: a figure that moves has nothing laid out to be measured.
 * Call it while a component is set up, and attach what it answers to the list.
 */
export function travels(order: () => readonly string[]): Attachment<HTMLElement> {
	const ids = $derived(order().join(' '));
	let list: HTMLElement | undefined;
	let before: ReadonlyMap<Element, DOMRect> | undefined;

	// Before the rows move, and after.
	$effect.pre(() => {
		before = ids && list && !prefersReducedMotion.current ? placesOf(list) : undefined;
	});
	$effect(() => {
		if (ids && list && before) send(list, before);
		before = undefined;
	});

	return (element) => {
		list = element;
		return () => (list = undefined);
	};
}

function placesOf({ children }: HTMLElement): Map<Element, DOMRect> {
	return new Map([...children].map((row) => [row, row.getBoundingClientRect()]));
}

// Who is under way goes on from where they are seen. All are measured before the first one is sent.
function send(list: HTMLElement, before: ReadonlyMap<Element, DOMRect>): void {
	for (const row of list.children)
		for (const way of row.getAnimations()) if (way.id === HOW.id) way.cancel();
	for (const [row, to] of placesOf(list)) {
		const from = before.get(row);
		const way = from ? from.top - to.top : 0;
		// Not from nowhere: a hidden row has no height.
		if (way && from!.height && to.height)
			row.animate({ transform: [`translateY(${way}px)`, 'translateY(0)'] }, HOW);
	}
}
