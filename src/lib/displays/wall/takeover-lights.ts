import type { Light } from '#lib/moments/flashes.ts';
import { together } from '#lib/moments/flashes.ts';
import { TAKEOVER_MS } from '../celebration-queue.ts';

/** How long the screen takes to change over, and how long it is lit where nothing may move. */
export const FADE_MS = 250;
export const LIT_MS = 1000;
/** Confetti is thrown this often, this far apart. */
export const WAVES = 3;
export const WAVE_MS = 1200;
/** The bell swings from one side to the other in this time (ui/Bell.svelte). */
export const SWING_MS = 1600;

/** How the brightness of a TV changes while a win has it, as the components play it. */
export function takeoverLights(begin: number, isStill: boolean): Light[] {
	const screen = [
		{ at: begin, level: 0.3 },
		{ at: begin + TAKEOVER_MS, level: 0 }
	];
	if (isStill) return together(screen, shine(begin, LIT_MS));
	const waves = range(WAVES).flatMap((n) => shine(begin + n * WAVE_MS, WAVE_MS / 2));
	const swings = range(Math.floor(TAKEOVER_MS / SWING_MS)).map((n) => ({
		at: begin + n * SWING_MS,
		level: n % 2 ? 0 : 0.2
	}));
	return together(screen, waves, swings);
}

function shine(at: number, lasts: number): Light[] {
	return [
		{ at, level: 0.5 },
		{ at: at + lasts, level: 0 }
	];
}

function range(length: number): number[] {
	return Array.from({ length }, (_, i) => i);
}
