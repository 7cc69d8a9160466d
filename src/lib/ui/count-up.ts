/**
 * The value that stands between `from` and `to` at `progress` (0 to 1).
 * Where both ends are whole steps (euros, not cents), so is everything on the way, and no decimals
 * flicker past.
 */
export function between(from: bigint, to: bigint, progress: number, step = 1n): bigint {
	if (progress >= 1) return to;
	const whole = from % step === 0n && to % step === 0n ? step : 1n;
	const steps = ((to - from) / whole) * BigInt(Math.round(easeOut(progress) * 10_000));
	return from + (steps / 10_000n) * whole;
}

function easeOut(progress: number): number {
	return 1 - (1 - Math.max(0, progress)) ** 3;
}
