import { showFigure, type FigureUnit } from '#lib/platform/quantity.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { dayWords, exactFigure, momentWords } from './behind-words.ts';
import type { ClosedBehind, SinceClosing } from './behind.ts';

/** "Closed Mon 23 Nov, 12:00. This figure is final." */
export function closedWords(at: string, timeZone: string): string {
	return `Closed ${momentWords(at, timeZone)}. This figure is final.`;
}

/**
 * What came of an entry since: "Taken back on Tue 24 Nov, after the week had closed: it counts here,
 * but no longer in its month and quarter."
 */
export function sinceClosingWords(since: SinceClosing, timeZone: string): string {
	const day = dayWords(dayIn(timeZone, new Date(since.at)));
	const what = since.what.charAt(0).toUpperCase() + since.what.slice(1);
	return `${what} on ${day}, after the ${since.closed} had closed: ${countsWords(since)}.`;
}

function countsWords({ what, open }: SinceClosing): string {
	const last = open.at(-1);
	const its = last && `its ${[open.slice(0, -1).join(', '), last].filter(Boolean).join(' and ')}`;
	if (what === 'corrected')
		return its
			? `here it stays as it was, and the correction counts in ${its}`
			: 'here it stays as it was';
	if (what === 'counted again')
		return its ? `it does not count here, but in ${its}` : 'it does not count here';
	return its ? `it counts here, but no longer in ${its}` : 'it counts here';
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
