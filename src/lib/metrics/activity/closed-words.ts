import { showFigure, type FigureUnit } from '#lib/platform/quantity.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { exactFigure, whenWords } from './behind-words.ts';
import type { ClosedBehind } from './behind.ts';

/** "Closed Mon 23 Nov, 12:00. This figure is final." */
export function closedWords(at: string, timeZone: string): string {
	const when = whenWords({ day: dayIn(timeZone, new Date(at)), occurredAt: at }, timeZone);
	return `Closed ${when}. This figure is final.`;
}

/** What the figure would be with what came later: "With it, the figure would be 1,295." */
export function withItWords(
	{ now, entries }: Pick<ClosedBehind['after'], 'now' | 'entries'>,
	unit: FigureUnit,
	currency: string
): string {
	const figure = showFigure(BigInt(now), unit, currency).replace('-', '−');
	const exact = exactFigure(BigInt(now), unit, currency);
	const words = exact === figure ? figure : `${figure} (exactly ${exact})`;
	return `With ${entries === 1 ? 'it' : 'them'}, the figure would be ${words}.`;
}

/** "12 earlier ones", where not all are listed. */
export function leftWords(entries: number): string {
	return `${entries.toLocaleString('en')} earlier ${entries === 1 ? 'one' : 'ones'}`;
}
