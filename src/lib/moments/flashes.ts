/*
 * WCAG 2.3.1: nothing flashes more than three times in any second. A flash is a pair of opposing
 * changes of brightness, up and down or down and up, each by a tenth of the brightest or more. Size
 * is left out, which only makes it stricter: every change counts as if it filled the screen.
 */

/** From this moment on (milliseconds) it is this bright, 0 to 1. */
export interface Light {
	at: number;
	level: number;
}

export const MOST_FLASHES = 3;
const SECOND_MS = 1000;
const SEEN = 0.1;

/** The flashes of the busiest second. */
export function mostFlashes(lights: readonly Light[]): number {
	const turns = turnsOf([...lights].sort((a, b) => a.at - b.at));
	const within = (from: number) => turns.filter((at) => at >= from && at < from + SECOND_MS).length;
	return Math.floor(Math.max(0, ...turns.map(within)) / 2);
}

/** When it began to get brighter after getting darker, or the other way round, by enough to be seen. */
function turnsOf(lights: readonly Light[]): number[] {
	const turns: number[] = [];
	let extreme = 0;
	let direction = 0;
	for (const { at, level } of lights) {
		const change = level - extreme;
		if (Math.abs(change) >= SEEN && Math.sign(change) !== direction) {
			turns.push(at);
			direction = Math.sign(change);
		}
		if (Math.abs(change) >= SEEN || Math.sign(change) === direction) extreme = level;
	}
	return turns;
}

/** Several sources at once, each as bright as it is alone: the worst they can do together. */
export function together(...sources: readonly (readonly Light[])[]): Light[] {
	const moments = [...new Set(sources.flat().map(({ at }) => at))].sort((a, b) => a - b);
	return moments.map((at) => ({
		at,
		level: sources.reduce((sum, lights) => sum + levelAt(lights, at), 0)
	}));
}

function levelAt(lights: readonly Light[], at: number): number {
	return lights.findLast((light) => light.at <= at)?.level ?? 0;
}
