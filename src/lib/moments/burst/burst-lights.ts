import { BURST_MS } from './burst.ts';
import type { Light } from '../flashes.ts';

/** How long a burst takes to come and to go. */
export const BURST_FADE_MS = 250;

/** What the bursts that begin at these times do to a phone's brightness. */
export function burstLights(begins: readonly number[]): Light[] {
	return begins.flatMap((at) => [
		{ at, level: 0.5 },
		// The confetti flies apart at once and has thinned out when this is over.
		{ at: at + BURST_FADE_MS, level: 0.3 },
		{ at: at + BURST_MS, level: 0 }
	]);
}
