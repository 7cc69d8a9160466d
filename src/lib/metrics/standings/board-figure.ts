import { inSentence } from '#lib/metrics/words.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import type { BoardState } from './board.ts';
import { showShare } from './team-figure.ts';

type Head = Pick<BoardState, 'by' | 'unit' | 'currency' | 'name'>;

/** The figure a board ranks by: a member's total, or what each of a team's people brought. */
export function showBoardFigure(value: bigint, board: Head): string {
	if (board.by === 'team') return showShare(value, board);
	return showFigure(value, board.unit, board.currency);
}

/** What the figure counts: "points", "demos held a person". */
export function unitWords({ name, by }: Pick<Head, 'name' | 'by'>): string {
	return by === 'team' ? `${inSentence(name)} a person` : inSentence(name);
}

/** How much of `whole` a value is, 0 to 1: for a bar, so rounding is allowed here. */
export function share(value: string, whole: string): number {
	const all = BigInt(whole);
	if (all <= 0n) return 0;
	const part = Number((BigInt(value) * 1000n) / all) / 1000;
	return Math.min(1, Math.max(0, part));
}
