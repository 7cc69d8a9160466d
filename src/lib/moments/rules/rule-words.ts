import { amountWords } from '#lib/metrics/words.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import type { Track, WinFacts } from '../win.ts';

/** So much of a metric as it is said: "14 calls connected", "one demo held", "€42,000". */
export function amountOf({ metric }: Track, value: bigint, { currency }: WinFacts): string {
	if (metric.unit === 'count') return amountWords(value, metric.name, false);
	return showFigure(value, metric.unit, currency);
}

/** The figure that shines, where it says more than the words do. */
export function figureOf({ metric }: Track, value: bigint, { currency }: WinFacts): string | null {
	return metric.unit === 'count' ? null : showFigure(value, metric.unit, currency);
}
