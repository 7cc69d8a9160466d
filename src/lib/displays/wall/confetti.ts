import { WAVE_MS, WAVES } from './takeover-lights.ts';

const COLOURS = ['#f6bd45', '#8fa8ff', '#5bd39a', '#ff9a6b', '#e39ad7', '#f6f2e8'];
/** Frames until a piece has faded; the last wave is gone before the screen is. */
const TICKS = 300;

const SHARED = { colors: COLOURS, shapes: ['square' as const], ticks: TICKS, scalar: 1.7 };
const FROM_BELL = {
	particleCount: 40,
	spread: 150,
	startVelocity: 42,
	origin: { x: 0.23, y: 0.5 }
};
/** Across the top, as parts of the width. */
const FROM_ABOVE = [0.15, 0.4, 0.65, 0.9];

/** Lets confetti fall on a canvas in three waves, a second apart; returns how to end it early. */
export function rain(canvas: HTMLCanvasElement): () => void {
	let ended = false;
	let waves: ReturnType<typeof setInterval> | undefined;
	let clear = () => {};
	const loading = import('canvas-confetti').catch(() => undefined);
	void loading.then((loaded) => {
		// A TV that has lost the server celebrates without it.
		if (ended || !loaded) return;
		const thrower = loaded.default.create(canvas, { resize: true, disableForReducedMotion: true });
		clear = () => thrower.reset();
		let thrown = 0;
		const wave = () => {
			void thrower({ ...SHARED, ...FROM_BELL });
			for (const x of FROM_ABOVE)
				void thrower({
					...SHARED,
					particleCount: 12,
					angle: 270,
					spread: 140,
					startVelocity: 14,
					gravity: 0.7,
					origin: { x, y: -0.05 }
				});
			if (++thrown === WAVES) clearInterval(waves);
		};
		wave();
		waves = setInterval(wave, WAVE_MS);
	});
	return () => {
		ended = true;
		clearInterval(waves);
		clear();
	};
}
