import type { Measure } from '../board-score.ts';
import type { Scoring } from '../closes.ts';
import { isRunning } from '../period-words.ts';
import { firstStep, type BoardHead } from '../place-words.ts';

interface Reader {
	metrics: readonly Scoring[];
	/** What a percent board measures the reader by. */
	measure: Measure | null;
	plays: boolean;
	/** Whether they may set targets. */
	setsTargets: boolean;
}

/** What a board says that nobody stands on, and what its reader can do about it. */
export interface NobodyWords {
	title: string;
	text: string;
	does: 'add' | 'targets' | null;
}

export function nobodyWords(board: BoardHead, reader: Reader): NobodyWords {
	const { kind } = board.period;
	if (!isRunning(board.period, board.today))
		return {
			title: 'Nothing was counted here then',
			text: `Go to a later ${kind}, or choose another metric.`,
			does: null
		};
	if (board.rank === 'value' || (reader.plays && reader.measure)) return toBegin(board, reader);
	return board.rank === 'target' ? withoutTargets(board, reader) : tooEarly(board, reader);
}

function toBegin(board: BoardHead, { metrics, measure, plays }: Reader): NobodyWords {
	const text = plays
		? `${firstStep(board, metrics, measure)} First place is free.`
		: 'The first activity takes first place. They come in by import, by API or by hand.';
	return { title: 'Nobody is on this board yet', text, does: plays ? 'add' : null };
}

function withoutTargets({ without, period }: BoardHead, { setsTargets }: Reader): NobodyWords {
	const says = without
		? 'Nobody has a target here yet'
		: `Nobody is on their way to a target this ${period.kind} yet`;
	const text = setsTargets
		? 'Say what your people aim at: from their first activity on, the board shows how far each of them is.'
		: 'A manager sets them. Until then the board by value shows the work of everybody.';
	return { title: says, text, does: setsTargets ? 'targets' : null };
}

function tooEarly({ period }: BoardHead, { plays }: Reader): NobodyWords {
	return {
		title: 'Too early to say who improved',
		text: `It compares everybody with their own last three ${period.kind}s. Whoever has three behind them stands on it with their first activity.`,
		does: plays ? 'add' : null
	};
}
