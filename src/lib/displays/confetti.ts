const COLOURS = ['#f6bd45', '#8fa8ff', '#5bd39a', '#ff9a6b', '#e39ad7', '#f6f2e8'];
const BURSTS = 3;

/** Lets confetti fall on a canvas in three waves, a second apart; returns how to end it early. */
export function rain(canvas: HTMLCanvasElement, forMs: number): () => void {
	let ended = false;
	let waves: ReturnType<typeof setInterval> | undefined;
	let clear = () => {};
	void import('canvas-confetti').then(({ default: confetti }) => {
		if (ended) return;
		const thrower = confetti.create(canvas, { resize: true, disableForReducedMotion: true });
		clear = () => thrower.reset();
		let thrown = 0;
		const wave = () => {
			void thrower({
				particleCount: 90,
				spread: 130,
				startVelocity: 38,
				origin: { x: 0.27, y: 0.45 },
				ticks: Math.floor(forMs / 24),
				scalar: 1.4,
				colors: COLOURS
			});
			if (++thrown === BURSTS) clearInterval(waves);
		};
		wave();
		waves = setInterval(wave, 1000);
	});
	return () => {
		ended = true;
		clearInterval(waves);
		clear();
	};
}
