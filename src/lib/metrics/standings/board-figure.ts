import { inSentence } from '#lib/metrics/words.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import type { BoardState } from './board.ts';
import { showShare } from './team-figure.ts';

type Head = Pick<BoardState, 'by' | 'rank' | 'unit' | 'currency' | 'name'>;

/** The figure a board ranks by, as `standingsOf` has it: "1,284", "104%", "+12%", "4.3". */
export function showBoardFigure(value: bigint, board: Head): string {
	if (board.by === 'team') return showShare(value, board);
	if (board.rank !== 'value') return showPercent(value, board.rank === 'improvement');
	return showFigure(value, board.unit, board.currency);
}

/** What the figure counts: "points", "demos held a person a day", "of own target in points". */
export function unitWords({ name, by, rank }: Pick<Head, 'name' | 'by' | 'rank'>): string {
	if (by === 'team') return `${inSentence(name)} a person a day`;
	if (rank === 'target') return `of own target in ${inSentence(name)}`;
	if (rank === 'improvement') return `on usual ${inSentence(name)}`;
	return inSentence(name);
}

/** "104%", and where it is a change "+4%", "−12%". */
export function showPercent(percent: bigint, signed: boolean): string {
	const figure = new Intl.NumberFormat('en').format(percent < 0n ? -percent : percent);
	const sign = percent < 0n ? '−' : signed && percent > 0n ? '+' : '';
	return `${sign}${figure}%`;
}

/** The figure that fills a row's bar: first place, and by percent of target no less than the whole of it. */
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
