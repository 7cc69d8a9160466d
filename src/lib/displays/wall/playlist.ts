/** A screen of a TV: the board with one goal beside it, or all the running goals. */
export interface Slide {
	shows: 'board' | 'goals';
	seconds: number;
}

export const PLAYLIST: readonly [Slide, ...Slide[]] = [
	{ shows: 'board', seconds: 40 },
	{ shows: 'goals', seconds: 20 }
];

const GOAL_SECONDS = 20;

/**
 * The slide of this moment. It goes by the clock, so that TVs side by side turn together. One goal
 * alone stands beside the board already and gets no slide.
 */
export function slideAt(
	now: Date,
	{ goals }: { goals: number },
	playlist: readonly [Slide, ...Slide[]] = PLAYLIST
): Slide['shows'] {
	const slides = playlist.filter(({ shows }) => shows !== 'goals' || goals > 1);
	const round = slides.reduce((sum, { seconds }) => sum + seconds, 0);
	let second = Math.floor(now.getTime() / 1000) % round;
	for (const { shows, seconds } of slides) {
		if (second < seconds) return shows;
		second -= seconds;
	}
	return playlist[0].shows;
}

/** Of several, the one that stands beside the board now. */
export function turnOf<Item>(items: readonly Item[], now: Date): Item | undefined {
	return items[Math.floor(now.getTime() / 1000 / GOAL_SECONDS) % Math.max(1, items.length)];
}
