import type { Span } from './burst.ts';

const CONTROLS =
	'a[href], button, input, select, textarea, summary, [role="button"], [role="radio"], [role="tab"], [contenteditable]';
/** As wide as a celebration gets. */
const WIDEST = 448;

/** The controls on the screen that a celebration could stand on, and the one in use. */
export function controlsBeneath(): { controls: Span[]; inUse: Span | undefined } {
	const all = [...document.querySelectorAll(CONTROLS)];
	const boxes = all.map((control) => control.getBoundingClientRect()).filter(isBeneath);
	const used = document.activeElement;
	const isUsed = used && used !== document.body && used.id !== 'content';
	const box = isUsed ? used.getBoundingClientRect() : undefined;
	return { controls: boxes, inUse: box && isBeneath(box) ? box : undefined };
}

function isBeneath({ left, right, top, bottom, width, height }: DOMRect): boolean {
	const [middle, half] = [innerWidth / 2, Math.min(innerWidth, WIDEST) / 2];
	const isAcross = right > middle - half && left < middle + half;
	// What only a screen reader meets is a pixel wide.
	return isAcross && bottom > 0 && top < innerHeight && width > 1 && height > 1;
}
