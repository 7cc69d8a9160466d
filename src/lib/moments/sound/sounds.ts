/*
 * The sounds that can ring for a win. Each is made on the spot from the tones below: no file to load,
 * and over in less than 2.5 seconds.
 */

/** One tone, from its strike until it has faded. */
export interface Tone {
	/** Seconds after the sound began. */
	at: number;
	/** Pitch in Hz, and what it glides to where it does. */
	hz: number;
	to?: number;
	/** 0 to 1, before the volume. */
	loudness: number;
	/** Seconds until it is gone. */
	lasts: number;
	wave?: 'sine' | 'triangle' | 'square' | 'sawtooth';
}

export interface Sound {
	key: string;
	name: string;
	tones: readonly Tone[];
}

export const SOUND_SECONDS = 2.5;
/** An own sound is cut here, whatever its file says of itself. */
export const OWN_SOUND_SECONDS = 5;
export const OWN_SOUND_BYTES = 200 * 1024;

/** Frequency over the strike note, loudness, seconds until it is gone. */
type Partial = readonly [ratio: number, loudness: number, seconds: number];

// A struck bell's partials are not multiples of one another, and the higher ones fade first.
const BRASS: readonly Partial[] = [
	[0.5, 0.5, 2.3],
	[1, 1, 1.9],
	[1.19, 0.55, 1.5],
	[1.56, 0.35, 1.2],
	[2, 0.6, 1],
	[2.66, 0.28, 0.7],
	[3.76, 0.18, 0.45],
	[5.1, 0.1, 0.25]
];
const WOOD: readonly Partial[] = [
	[1, 1, 0.5],
	[3.93, 0.35, 0.18],
	[9.2, 0.1, 0.07]
];
const GLASS: readonly Partial[] = [
	[1, 1, 1.3],
	[2.76, 0.4, 0.7],
	[5.4, 0.15, 0.3]
];
const GONG: readonly Partial[] = [
	[1, 0.9, 2.4],
	[1.48, 0.6, 2.2],
	[2.21, 0.5, 1.8],
	[2.93, 0.4, 1.3],
	[4.4, 0.2, 0.8]
];
const PLUCK: readonly Partial[] = [
	[1, 1, 0.9],
	[2, 0.3, 0.4],
	[5.4, 0.12, 0.12]
];

export const SOUNDS: readonly [Sound, ...Sound[]] = [
	{ key: 'bell', name: 'Brass bell', tones: [...strike(BRASS, 784), ...strike(BRASS, 784, 0.16)] },
	{
		key: 'ship',
		name: 'Ship’s bell',
		tones: [...strike(BRASS, 523), ...strike(BRASS, 523, 0.19)]
	},
	{ key: 'chime', name: 'Door chime', tones: [...strike(GLASS, 988), ...strike(GLASS, 784, 0.45)] },
	{ key: 'gong', name: 'Gong', tones: strike(GONG, 131) },
	{ key: 'marimba', name: 'Marimba', tones: run(WOOD, [523, 659, 784, 1047], 0.12) },
	{ key: 'harp', name: 'Harp', tones: run(PLUCK, [392, 494, 587, 784, 988], 0.09) },
	{
		key: 'till',
		name: 'Cash till',
		tones: [
			{ at: 0, hz: 190, to: 90, loudness: 0.9, lasts: 0.12, wave: 'triangle' },
			...strike(GLASS, 2093, 0.14),
			...strike(GLASS, 2637, 0.24)
		]
	},
	{
		key: 'fanfare',
		name: 'Little fanfare',
		tones: [
			{ at: 0, hz: 523, loudness: 0.6, lasts: 0.22, wave: 'triangle' },
			{ at: 0.16, hz: 659, loudness: 0.6, lasts: 0.22, wave: 'triangle' },
			{ at: 0.32, hz: 784, loudness: 0.6, lasts: 0.22, wave: 'triangle' },
			{ at: 0.48, hz: 1047, loudness: 0.8, lasts: 1.1, wave: 'triangle' },
			{ at: 0.48, hz: 784, loudness: 0.4, lasts: 1.1, wave: 'triangle' }
		]
	}
];

/** The sound of a key; the bell for a key that is none of ours. */
export function soundOf(key: string): Sound {
	return SOUNDS.find((sound) => sound.key === key) ?? SOUNDS[0];
}

/** Whether a card's sound is the address of somebody's own. */
export function isOwnSound(sound: string): boolean {
	return sound.startsWith('/');
}

function strike(partials: readonly Partial[], hz: number, at = 0): Tone[] {
	return partials.map(([ratio, loudness, lasts]) => ({ at, hz: hz * ratio, loudness, lasts }));
}

function run(partials: readonly Partial[], notes: readonly number[], apart: number): Tone[] {
	return notes.flatMap((hz, i) => strike(partials, hz, i * apart));
}
