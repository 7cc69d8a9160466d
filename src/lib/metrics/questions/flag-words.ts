import { exactFigure } from '#lib/metrics/activity/behind-words.ts';
import { amountWords, inSentence } from '#lib/metrics/words.ts';
import type { Day, PeriodKind } from '#lib/platform/period.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { FlagKind } from './question.ts';

/** What was seen, as it is kept. Days are the ones the activities are dated. */
export interface Seen {
	count: number;
	from: Day;
	to: Day;
	/** A burst's begun minutes, and the member's usual in an hour. */
	minutes?: number;
	usual?: number | null;
	/** The value that all of a run have, scaled; null where they are round and differ. */
	equal?: string | null;
	/** The longest time between the day and the recording, in days. */
	days?: number;
	/** The widest period that had closed. */
	closed?: PeriodKind;
	/** How many activities that day had when it was looked at. */
	of?: number;
}

interface About {
	/** Null where it is about several. */
	metric: { name: string; unit: Unit } | null;
	currency: string;
}

/** What was seen, in plain words: "14 calls connected within 3 minutes. The usual is 5 an hour." */
export function flagWords(kind: FlagKind, seen: Seen, about: About): string {
	return WORDS[kind](seen, about);
}

const WORDS: Record<FlagKind, (seen: Seen, about: About) => string> = {
	burst: burstWords,
	'round-numbers': roundWords,
	'back-dated': backDatedWords,
	late: ({ count, closed = 'week' }) =>
		`${activities(count)} came in after ${count > 1 ? 'their' : 'its'} ${closed} had closed.`
};

function burstWords({ count, minutes: span = 1, usual: anHour = null }: Seen, { metric }: About) {
	const what = amountWords(BigInt(count), metric?.name ?? 'Activities', false);
	return `${what} within ${minutes(span)}. ${usual(anHour)}`;
}

function roundWords({ count, equal }: Seen, { metric, currency }: About): string {
	const what = inSentence(metric?.name ?? 'activities');
	if (!equal) return `${count} round figures in a row of ${what}.`;
	const figure = exactFigure(BigInt(equal), metric?.unit ?? 'count', currency);
	return `${count} entries in a row of exactly ${figure} of ${what}.`;
}

function backDatedWords({ count, days }: Seen): string {
	const late = count > 1 ? `, up to ${days} days after their day` : ` ${days} days after its day`;
	return `${activities(count)} recorded by hand${late}.`;
}

/** In a word or two, for a heading. */
export const FLAG_NAMES: Record<FlagKind, string> = {
	burst: 'Many at once',
	'round-numbers': 'Round figures',
	'back-dated': 'Dated back',
	late: 'Late'
};

function activities(count: number): string {
	return `${count.toLocaleString('en')} ${count === 1 ? 'activity' : 'activities'}`;
}

function minutes(count: number): string {
	return count === 1 ? 'a minute' : `${count} minutes`;
}

function usual(anHour: number | null): string {
	return anHour === null
		? 'There is no usual to compare with yet.'
		: `The usual is ${anHour} an hour.`;
}
