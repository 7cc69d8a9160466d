const COLOURS = ['#e9a820', '#ffd98a', '#b97b0d', '#f6f2e8'];

/** Throws a handful of brass confetti from this height, in parts of the screen; it takes no taps. */
export async function throwConfetti(height: number): Promise<void> {
	const { default: confetti } = await import('canvas-confetti');
	const canvas = sheetOverThePage();
	const throwOnce = confetti.create(canvas, { resize: true, disableForReducedMotion: true });
	await throwOnce({
		particleCount: 60,
		spread: 75,
		startVelocity: height < 0.5 ? 22 : 34,
		angle: height < 0.5 ? 270 : 90,
		gravity: 0.9,
		ticks: 110,
		scalar: 0.85,
		origin: { x: 0.5, y: height },
		colors: COLOURS
	});
	canvas.remove();
}

// Of our own making, since the library's is neither hidden from screen readers nor part of the page.
function sheetOverThePage(): HTMLCanvasElement {
	const canvas = document.createElement('canvas');
	canvas.setAttribute('aria-hidden', 'true');
	canvas.style.cssText =
		'position: fixed; inset: 0; width: 100%; height: 100%; pointer-events: none; z-index: 55';
	document.body.append(canvas);
	return canvas;
}
