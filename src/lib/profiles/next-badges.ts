import type { Progress } from '#lib/badges/badge.ts';
import { showFigure } from '#lib/platform/quantity.ts';

/** How far somebody is: "64 of 100", "€12,400 of €50,000", "4 of 10 days". */
export function stepWords({ value, needed, unit, currency }: Progress): string {
	const [is, of] = [BigInt(value), BigInt(needed)];
	if (unit === 'days' || unit === 'goals')
		return `${is} of ${of} ${of === 1n ? unit.slice(0, -1) : unit}`;
	return `${showFigure(is, unit, currency, true)} of ${showFigure(of, unit, currency, true)}`;
}

/** The part that is done, 0 to 1. */
export function shareOf({ value, needed }: Progress): number {
	const [is, of] = [BigInt(value), BigInt(needed)];
	return of <= 0n || is <= 0n ? 0 : Math.min(1, Number((is * 1000n) / of) / 1000);
}
