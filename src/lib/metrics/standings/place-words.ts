import { amountWords, oneOf } from '#lib/metrics/words.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import type { Measure } from './board-score.ts';
import type { BoardRow, BoardState } from './board.ts';
import { closes, passing, type Scoring, type Step } from './closes.ts';
import { isRunning } from './period-words.ts';
import type { Place } from './place.ts';
import type { RankedRow } from './standings-of.ts';
import { showShare } from './team-figure.ts';
import { percentGap, percentNeed } from './percent-words.ts';

/** A sentence whose first words weigh more than the rest. */
export interface Remark {
	strong: string;
	rest: string;
}

export type BoardHead = Omit<BoardState, 'rows'>;

/**
 * What stands beside a rank: the gap and what closes it, or by how much one leads. `measure` is what a
 * percent board measures this reader by.
 */
export function placeRemark(
	place: Place<RankedRow>,
	board: BoardHead,
	metrics: readonly Scoring[],
	measure: Measure | null = null
): Remark {
	const { standing, next, level, behind } = place;
	if (standing.gap !== null && next[0]) return chase(place, standing.gap, board, metrics, measure);
	if (level[0]) return shared(level, board);
	if (!behind) return { strong: 'First on the board.', rest: ' The others are still to come.' };
	const lead = leadWords(standing.row, behind, board);
	const who = board.by === 'team' ? 'Your team' : 'You';
	const leads = !runs(board) ? 'led' : board.by === 'team' ? 'leads' : 'lead';
	return { strong: lead, rest: ` ahead of ${names([behind], board)}. ${who} ${leads} the board.` };
}

/** What puts somebody on a board they are not on yet. */
export function firstStep(
	board: BoardHead,
	metrics: readonly Scoring[],
	measure: Measure | null = null
): string {
	if (!runs(board)) return 'Nothing of yours stood on this board.';
	if (board.rank === 'target' && !measure)
		return `You have no target for a ${board.period.kind} here yet. Your manager sets it.`;
	if (board.rank === 'improvement' && !measure)
		return `It compares you with your last three ${board.period.kind}s: once you have them, you are on it.`;
	if (board.unit === 'count') return `One ${oneOf(board.name)} puts you on it.`;
	if (board.unit !== 'points') return `Your first ${oneOf(board.name)} puts you on it.`;
	const step = closes(0n, metrics, board.currency, board.period.kind === 'day');
	if (!step) return 'Your first activity puts you on it.';
	return `${stepWords(step, board.currency)} ${isOne(step) ? 'puts' : 'put'} you on it.`;
}

/** A figure with what it counts: "97 points", "3 demos held", "€1,201", "25 min". */
export function figureWords(
	value: bigint,
	board: Pick<BoardHead, 'name' | 'unit' | 'currency'>
): string {
	if (board.unit === 'count') return amountWords(value, board.name, false);
	const figure = showFigure(value, board.unit, board.currency);
	return board.unit === 'points' ? `${figure} ${figure === '1' ? 'point' : 'points'}` : figure;
}

export function firstName(row: Pick<BoardRow, 'name'>): string {
	return row.name.trim().split(/\s+/)[0] ?? row.name;
}

function chase(
	place: Place<RankedRow>,
	gap: bigint,
	board: BoardHead,
	metrics: readonly Scoring[],
	measure: Measure | null
): Remark {
	const them = names(place.next, board);
	const tied = place.level.length ? ` Level with ${names(place.level, board)}.` : '';
	const percent = board.rank !== 'value';
	if (!runs(board) || (percent && !measure)) {
		const far = percent ? percentGap(gap, board) : figureWords(gap, board);
		return { strong: far, rest: ` behind ${them}${runs(board) ? '' : ' at the end'}.${tied}` };
	}
	if (board.by === 'team') {
		const level = passing(gap - 1n, board.unit, board.currency);
		return { strong: figureWords(level, board), rest: ` to draw level with ${them}.${tied}` };
	}
	const least = measure && percent ? percentNeed(place, measure, board.rank) - 1n : gap;
	const needed = figureWords(passing(least, board.unit, board.currency), board);
	const today = board.period.kind === 'day';
	const step = board.unit === 'points' && closes(least, metrics, board.currency, today);
	const how = step ? ` ${stepWords(step, board.currency)} ${isOne(step) ? 'does' : 'do'} it.` : '';
	return { strong: needed, rest: ` to pass ${them}.${tied}${how}` };
}

function shared(level: readonly BoardRow[], board: BoardHead): Remark {
	const strong = 'First place';
	const with_ = `, shared with ${names(level, board)}.`;
	if (!runs(board) || board.by === 'team' || board.rank !== 'value') return { strong, rest: with_ };
	const more = showFigure(passing(0n, board.unit, board.currency), board.unit, board.currency);
	const what = board.unit === 'points' ? `${more} more point makes` : `${more} more makes`;
	return { strong, rest: `${with_} ${what} it yours alone.` };
}

function leadWords(own: RankedRow, behind: RankedRow, board: BoardHead): string {
	const lead = BigInt(own.value) - BigInt(behind.value);
	if (board.by === 'team') return `${showShare(lead, board)} a person a day`;
	if (own.score !== null && behind.score !== null)
		return percentGap(BigInt(own.score) - BigInt(behind.score), board);
	return figureWords(lead, board);
}

function stepWords({ metric, amount }: Step, currency: string): string {
	if (metric.unit === 'count') return amountWords(amount, metric.name, true);
	return `${showFigure(amount, metric.unit, currency)} of ${oneOf(metric.name)}`;
}

// An amount of money or time is one thing: "€9,700 of revenue does it".
function isOne({ metric, amount }: Step): boolean {
	return metric.unit !== 'count' || amount === 1n;
}

function runs(board: BoardHead): boolean {
	return isRunning(board.period, board.today);
}

function names(rows: readonly BoardRow[], board: BoardHead): string {
	const [first, second, ...more] = rows.map((row) =>
		board.by === 'team' ? row.name : firstName(row)
	);
	if (!second) return first ?? '';
	return more.length ? `${first} and ${more.length + 1} others` : `${first} and ${second}`;
}
