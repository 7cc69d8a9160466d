import {
	OWN_SOUND_SECONDS,
	SOUND_SECONDS,
	isOwnSound,
	soundOf,
	type Tone
} from './sound/sounds.ts';

const LOUDEST = 0.22;
/** What people send is as loud as a recording can be; what is made here leaves room for its tones. */
const LOUDEST_OWN = 0.7;
const SILENCE = 0.0001;
/** Own sounds that are kept decoded; a TV hears the same few all day. */
const MOST_KEPT = 12;

let context: AudioContext | undefined;
let isUnlocked = false;
let pause: ReturnType<typeof setTimeout> | undefined;
const decoded = new Map<string, AudioBuffer>();

/**
 * Browsers keep a page silent until somebody has touched it: call this from a tap. Asked without
 * one, it says whether this browser is set up to play sound anyway (a TV in kiosk mode).
 */
export async function unlockSound(): Promise<boolean> {
	context ??= new AudioContext();
	const { userActivation } = navigator;
	if (userActivation?.hasBeenActive) await context.resume();
	isUnlocked ||= context.state === 'running';
	if (isUnlocked) rest(context, SOUND_SECONDS);
	return isUnlocked;
}

/**
 * Plays a sound by its key or, for somebody's own, by its address; the bell where that one cannot
 * be had. `volume` is 0 to 100; silent while the page is locked.
 */
export async function playSound(sound: string, volume: number): Promise<void> {
	if (!context || !isUnlocked || volume <= 0) return;
	const audio = context;
	clearTimeout(pause);
	const own = isOwnSound(sound) ? await fetched(audio, sound) : undefined;
	clearTimeout(pause);
	await audio.resume();
	if (own) playBuffer(audio, own, volume);
	else playTones(audio, soundOf(isOwnSound(sound) ? 'bell' : sound).tones, volume);
}

/** Seconds that a file plays, as this browser hears it; undefined where it cannot read it. */
export async function secondsOf(file: Blob): Promise<number | undefined> {
	const audio = new OfflineAudioContext(1, 1, 44_100);
	return file
		.arrayBuffer()
		.then((bytes) => audio.decodeAudioData(bytes))
		.then(({ duration }) => duration)
		.catch(() => undefined);
}

function playTones(audio: AudioContext, tones: readonly Tone[], volume: number): void {
	const out = outlet(audio, LOUDEST, volume);
	for (const tone of tones) play(audio, out, tone);
	rest(audio, SOUND_SECONDS, () => out.disconnect());
}

function playBuffer(audio: AudioContext, buffer: AudioBuffer, volume: number): void {
	const out = outlet(audio, LOUDEST_OWN, volume);
	const source = audio.createBufferSource();
	source.buffer = buffer;
	source.connect(out);
	source.start(0, 0, OWN_SOUND_SECONDS);
	rest(audio, OWN_SOUND_SECONDS, () => out.disconnect());
}

function outlet(audio: AudioContext, loudest: number, volume: number): GainNode {
	const gain = audio.createGain();
	gain.gain.value = loudest * (volume / 100) ** 2;
	gain.connect(audio.destination);
	return gain;
}

async function fetched(audio: AudioContext, address: string): Promise<AudioBuffer | undefined> {
	const kept = decoded.get(address);
	if (kept) return kept;
	const buffer = await fetch(address)
		.then((answer) => (answer.ok ? answer.arrayBuffer() : Promise.reject(answer.status)))
		.then((bytes) => audio.decodeAudioData(bytes))
		.catch(() => undefined);
	if (!buffer) return undefined;
	if (decoded.size >= MOST_KEPT) decoded.delete(decoded.keys().next().value!);
	decoded.set(address, buffer);
	return buffer;
}

// An audio device that stays open costs a TV something all day.
function rest(audio: AudioContext, after: number, then = () => {}): void {
	clearTimeout(pause);
	pause = setTimeout(() => {
		then();
		void audio.suspend();
	}, after * 1000);
}

function play(audio: AudioContext, out: AudioNode, tone: Tone): void {
	const at = audio.currentTime + tone.at;
	const end = at + tone.lasts;
	const source = audio.createOscillator();
	const fade = audio.createGain();
	source.type = tone.wave ?? 'sine';
	source.frequency.setValueAtTime(tone.hz, at);
	if (tone.to) source.frequency.exponentialRampToValueAtTime(tone.to, end);
	fade.gain.setValueAtTime(SILENCE, at);
	fade.gain.exponentialRampToValueAtTime(tone.loudness, at + 0.006);
	fade.gain.exponentialRampToValueAtTime(SILENCE, end);
	source.connect(fade).connect(out);
	source.start(at);
	source.stop(end);
	source.onended = () => fade.disconnect();
}
