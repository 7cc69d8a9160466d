import { inSentence } from '#lib/metrics/words.ts';
import { formatDecimal } from '#lib/platform/decimal.ts';
import { numberFormat } from '#lib/platform/formats.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import type { BoardState } from './board.ts';
import { showShare } from './team-figure.ts';

type Head = Pick<BoardState, 'by' | 'rank' | 'unit' | 'currency' | 'name'>;

/** The figure a board ranks by, as `standingsOf` has it: "1,284", "104%", "+12%", "18×", "4.3". */
export function showBoardFigure(value: bigint, board: Head): string {
	if (board.by === 'team') return showShare(value, board);
	if (board.rank === 'improvement') return showImprovement(value);
	if (board.rank === 'target') return showPercent(value, false);
	return showFigure(value, board.unit, board.currency);
}

/**
 * What the figure counts: "points", "demos held a person a day", "of own target in points"; "on usual
 * points" behind "+12%", "usual points" behind "18×".
 */
export function unitWords(
	{ name, by, rank }: Pick<Head, 'name' | 'by' | 'rank'>,
	value = 0n
): string {
	if (by === 'team') return `${inSentence(name)} a person a day`;
	if (rank === 'target') return `of own target in ${inSentence(name)}`;
	if (rank !== 'improvement') return inSentence(name);
	return value < DOUBLE ? `on usual ${inSentence(name)}` : `usual ${inSentence(name)}`;
}

/** What somebody is above their usual, in whole percent, once they have done it twice. */
export const DOUBLE = 100n;

/**
 * What somebody made of their usual, from whole percent above it: "+4%", "−12%"; from double on how
 * many times it is, "2×", "18.5×", for nobody pictures +1,750%.
 */
function showImprovement(percent: bigint): string {
	return percent < DOUBLE ? showPercent(percent, true) : `${timesOf(percent)}×`;
}

/**
 * The same in a sentence, to the tenth at most: "+34% on their usual", "twice their usual", "18 times
 * their usual".
 */
export function improvedWords(percent: bigint): string {
	if (percent < DOUBLE) return `${showPercent(percent, true)} on their usual`;
	const times = percent < 9n * DOUBLE ? percent - (percent % 10n) : percent - (percent % DOUBLE);
	return `${times === DOUBLE ? 'twice' : `${timesOf(times)} times`} their usual`;
}

function timesOf(percent: bigint): string {
	const [whole, part] = formatDecimal(percent + DOUBLE, 2, true).split('.');
	return numberFormat().format(BigInt(whole!)) + (part ? `.${part}` : '');
}

/** "104%", and where it is a change "+4%", "−12%". */
export function showPercent(percent: bigint, signed: boolean): string {
	const figure = numberFormat().format(percent < 0n ? -percent : percent);
	const sign = percent < 0n ? '−' : signed && percent > 0n ? '+' : '';
	return `${sign}${figure}%`;
}

/**
 * The figure that fills a row's bar: first place, and by percent of target no less than the whole of it.
 */
export function fullBar({ rank }: Pick<Head, 'rank'>, first: string): string {
	return rank === 'target' && BigInt(first) < 100n ? '100' : first;
}

/** How much of `whole` a value is, 0 to 1: for a bar, so rounding is allowed here. */
export function share(value: string, whole: string): number {
	const all = BigInt(whole);
	if (all <= 0n) return 0;
	const part = Number((BigInt(value) * 1000n) / all) / 1000;
	return Math.min(1, Math.max(0, part));
}
