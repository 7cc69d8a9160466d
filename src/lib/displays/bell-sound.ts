/*
 * A small brass bell, made of the partials a struck bell has: they are not multiples of one another,
 * and the higher ones fade first. Under 2.5 seconds, no file to load.
 */

/** Frequency over the strike note, loudness, seconds until it is gone. */
const PARTIALS = [
	[0.5, 0.5, 2.3],
	[1, 1, 1.9],
	[1.19, 0.55, 1.5],
	[1.56, 0.35, 1.2],
	[2, 0.6, 1],
	[2.66, 0.28, 0.7],
	[3.76, 0.18, 0.45],
	[5.1, 0.1, 0.25]
] as const;

const STRIKE_HZ = 784;
const LOUDEST = 0.22;
const SILENCE = 0.0001;

let context: AudioContext | undefined;

/** Browsers keep a page silent until somebody has touched it. Call this from a tap. */
export async function unlockSound(): Promise<boolean> {
	context ??= new AudioContext();
	await context.resume();
	return context.state === 'running';
}

export function isSoundOn(): boolean {
	return context?.state === 'running';
}

/** Strikes the bell twice. `volume` is 0 to 100; silent while the page is locked. */
export function ring(volume: number): void {
	if (!context || context.state !== 'running' || volume <= 0) return;
	const gain = context.createGain();
	gain.gain.value = LOUDEST * (volume / 100) ** 2;
	gain.connect(context.destination);
	strike(context, gain, context.currentTime);
	strike(context, gain, context.currentTime + 0.16);
}

function strike(audio: AudioContext, out: AudioNode, at: number): void {
	for (const [ratio, loudness, seconds] of PARTIALS) {
		const tone = audio.createOscillator();
		const fade = audio.createGain();
		tone.frequency.value = STRIKE_HZ * ratio;
		fade.gain.setValueAtTime(SILENCE, at);
		fade.gain.exponentialRampToValueAtTime(loudness, at + 0.006);
		fade.gain.exponentialRampToValueAtTime(SILENCE, at + seconds);
		tone.connect(fade).connect(out);
		tone.start(at);
		tone.stop(at + seconds);
		tone.onended = () => fade.disconnect();
	}
}
