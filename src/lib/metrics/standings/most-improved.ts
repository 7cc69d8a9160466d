import { wholePercent } from './board-score.ts';
import { boardTopic, parseBoardQuery } from './board-query.ts';
import type { BoardState } from './board.ts';
import { standingsOf } from './standings-of.ts';
import type { TopicKey } from '#lib/realtime/protocol.ts';

/** Who leads the improvement board beside a plain one. */
export interface Improved {
	id: string;
	name: string;
	/** Whole percent above what is usual for them by now. */
	percent: number;
}

/** Less than this is a good day, not news. */
const CLEARLY = 20n;
/** Among fewer nobody is the most anything. */
const AMONG = 3;

/**
 * The improvement board of the same people, metric and period; undefined for boards beside which it
 * says nothing: other rankings, teams, a single day, a period that is over.
 */
export function improvementTopic(topic: TopicKey): TopicKey | undefined {
	const query = parseBoardQuery(new URLSearchParams(topic.split('?')[1]));
	if (!query || query.by === 'team' || query.at || query.period === 'day') return undefined;
	if (query.rank && query.rank !== 'value') return undefined;
	return boardTopic({ ...query, rank: 'improvement' });
}

/** Who is clearly most improved; null where nobody is, or several are alike. */
export function mostImproved(board: BoardState): Improved | null {
	if (board.size < AMONG) return null;
	const [first, second] = standingsOf(board);
	if (!first || second?.rank === 1 || first.row.score === null) return null;
	const percent = wholePercent(BigInt(first.row.score));
	if (percent < CLEARLY) return null;
	return { id: first.row.id, name: first.row.name, percent: Number(percent) };
}
