import { inSentence } from '#lib/metrics/words.ts';
import { writeDate } from '#lib/platform/date-words.ts';
import { numberFormat } from '#lib/platform/formats.ts';
import { daysBetween, type PeriodKind } from '#lib/platform/period.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { RankedBy } from './board-query.ts';
import type { BoardRow, BoardState } from './board.ts';
import { figureWords } from './place-words.ts';
import { periodWords } from './period-words.ts';

type Head = Omit<BoardState, 'rows'>;

/** The ways to rank people, as they stand on the switch. */
export const RANK_NAMES: Record<RankedBy, string> = {
	value: 'Value',
	target: '% of target',
	improvement: 'Improvement'
};

/** Whose board it is: a league's, a group's, a team's, else everybody's. */
export function boardTitle(board: Head, organization: string): string {
	if (board.by === 'team') return 'Teams side by side';
	if (board.league) return `League ${board.league.number} of ${board.league.of}`;
	return board.group ?? board.team ?? organization;
}

/** In plain words how the board ranks. */
export function rankingWords(board: Head): string {
	const what = inSentence(board.name);
	const when = periodWords(board.period, board.today);
	if (board.by === 'team')
		return `Ranked by ${what} a person a day, ${when}: size makes no difference.`;
	if (board.rank === 'target')
		return `Ranked by percent of own target in ${what}, ${when}. Targets stay private.`;
	if (board.rank === 'improvement')
		return `${board.name} ${when} against one’s own usual: ${USUAL[board.period.kind]}.`;
	return `Ranked by ${what}, ${when}.`;
}

const USUAL: Record<PeriodKind, string> = {
	day: 'the last three days on average',
	week: 'the last three weeks, day for day',
	month: 'the last three months, day for day',
	quarter: 'the last three quarters, day for day'
};

/** When a board became final: "Final, closed Monday 12:00"; with the date where that is long ago. */
export function closedWords({ closedAt, today }: Head, timeZone: string): string {
	if (!closedAt) return '';
	const at = new Date(closedAt);
	const write = (options: Intl.DateTimeFormatOptions) => writeDate(at, options, timeZone);
	const days = daysBetween(dayIn(timeZone, at), today);
	const year =
		write({ year: 'numeric' }) === today.slice(0, 4) ? '' : ` ${write({ year: 'numeric' })}`;
	const date = `${write({ day: 'numeric', month: 'short' })}${year}`;
	const day = days === 0 ? 'today' : days < 7 ? write({ weekday: 'long' }) : date;
	return `Final, closed ${day} ${write({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}`;
}

/** What came in after the board was final: "+120 points since it closed"; empty for nothing. */
export function lateWords({ late }: Pick<BoardRow, 'late'>, board: Head): string {
	if (late === null || BigInt(late) === 0n) return '';
	const amount = BigInt(late);
	const figure = figureWords(amount < 0n ? -amount : amount, board);
	return `${amount < 0n ? '−' : '+'}${figure} since it closed`;
}

/** Who is not on a percent board, and why; empty where everybody is. */
export function withoutWords({ without, rank, period }: Head): string {
	if (!without || rank === 'value') return '';
	const one = without === 1;
	const who = one ? '1 person' : `${grouped(without)} people`;
	if (rank === 'target')
		return `${who} ${one ? 'has' : 'have'} no target for a ${period.kind} yet.`;
	return `${who} ${one ? 'is' : 'are'} new here: with three ${period.kind}s behind them they join in.`;
}

/** "9,800". */
export function grouped(count: number): string {
	return numberFormat().format(count);
}
