import type { Attachment } from 'svelte/attachments';

const HOW = { duration: 450, easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)', composite: 'add' } as const;

/**
 * Rows of one height travel to their new place: how far follows from the places alone, so that no
 * figure that moves has the browser lay out the wall to measure it. `still` is asked at each move.
 */
export function travelling(place: () => number, still: () => boolean): Attachment<HTMLElement> {
	let before: number | undefined;
	return (row) => {
		const now = place();
		const places = (before ?? now) - now;
		before = now;
		// Added to what of an earlier way is left, so it never jumps.
		if (places && !still())
			row.animate({ transform: [`translateY(${places * 100}%)`, 'translateY(0)'] }, HOW);
	};
}
