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
const SECOND_STRIKE_S = 0.16;
const LOUDEST = 0.22;
const SILENCE = 0.0001;
/** When the last partial of the second strike is gone. */
const RINGS_MS = 2480;

let context: AudioContext | undefined;
let isUnlocked = false;
let pause: ReturnType<typeof setTimeout> | undefined;

/**
 * Browsers keep a page silent until somebody has touched it: call this from a tap. Asked without
 * one, it says whether this browser is set up to play sound anyway (a TV in kiosk mode).
 */
export async function unlockSound(): Promise<boolean> {
	context ??= new AudioContext();
	const { userActivation } = navigator;
	if (userActivation?.hasBeenActive) await context.resume();
	isUnlocked ||= context.state === 'running';
	if (isUnlocked) rest(context);
	return isUnlocked;
}

/** Strikes the bell twice. `volume` is 0 to 100; silent while the page is locked. */
export function ring(volume: number): void {
	if (!context || !isUnlocked || volume <= 0) return;
	const audio = context;
	clearTimeout(pause);
	void audio.resume().then(() => {
		const gain = audio.createGain();
		gain.gain.value = LOUDEST * (volume / 100) ** 2;
		gain.connect(audio.destination);
		strike(audio, gain, audio.currentTime);
		strike(audio, gain, audio.currentTime + SECOND_STRIKE_S);
		rest(audio, () => gain.disconnect());
	});
}

// An audio device that stays open costs a TV something all day.
function rest(audio: AudioContext, then = () => {}): void {
	clearTimeout(pause);
	pause = setTimeout(() => {
		then();
		void audio.suspend();
	}, RINGS_MS);
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
