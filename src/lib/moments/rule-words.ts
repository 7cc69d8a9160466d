import { showFigure } from '#lib/platform/quantity.ts';
import type { Track, WinFacts } from './win.ts';

/** So much of a metric as it is said: "14 calls connected", "€42,000", "3 h 20 coaching". */
export function amountOf({ metric }: Track, value: bigint, { currency }: WinFacts): string {
	const figure = showFigure(value, metric.unit, currency);
	if (metric.unit === 'money') return figure;
	return `${figure} ${lowered(metric.name)}`;
}

/** A metric's name in mid-sentence; what is written in capitals (QBRs, NPS) stays so. */
export function lowered(name: string): string {
	const [first = '', second = ''] = name;
	const isAcronym = second !== second.toLowerCase();
	return isAcronym ? name : first.toLowerCase() + name.slice(1);
}

/** The member's own figure, where it says more than its words do. */
export function figureOf({ metric }: Track, value: bigint, { currency }: WinFacts): string | null {
	return metric.unit === 'money' ? showFigure(value, metric.unit, currency) : null;
}
