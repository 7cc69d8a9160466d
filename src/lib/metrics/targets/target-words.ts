import type { PeriodKind } from '#lib/platform/period.ts';
import { inSentence } from '#lib/metrics/words.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import { percentOf, type OwnTarget } from './target.ts';

/** A target is for every period of a kind. */
export const EACH_PERIOD: Record<PeriodKind, string> = {
	day: 'A day',
	week: 'A week',
	month: 'A month',
	quarter: 'A quarter'
};

/** How far somebody is: "62% of your week", for others "62% of the week". */
export function reachedWords({ value, target, period }: OwnTarget, isOwn: boolean): string {
	const percent = percentOf(BigInt(value), BigInt(target));
	return `${percent < 0n ? `−${-percent}` : percent}% of ${isOwn ? 'your' : 'the'} ${period}`;
}

/** The figures behind the percent: "744 of 1,200 points", "€31,000 of €50,000 revenue". */
export function ofTargetWords({ metric, value, target }: OwnTarget, currency: string): string {
	const figure = (amount: string) => showFigure(BigInt(amount), metric.unit, currency);
	return `${figure(value)} of ${figure(target)} ${inSentence(metric.name)}`;
}
