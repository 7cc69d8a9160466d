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
export function flagWords(kind: FlagKind, seen: Seen, { metric, currency }: About): string {
	const count = BigInt(seen.count);
	switch (kind) {
		case 'burst':
			return `${amountWords(count, metric?.name ?? 'Activities', false)} within ${minutes(seen.minutes ?? 1)}. ${usual(seen.usual ?? null)}`;
		case 'round-numbers':
			return seen.equal
				? `${seen.count} entries in a row of exactly ${exactFigure(BigInt(seen.equal), metric?.unit ?? 'count', currency)} of ${inSentence(metric?.name ?? 'activities')}.`
				: `${seen.count} round figures in a row of ${inSentence(metric?.name ?? 'activities')}.`;
		case 'back-dated':
			return `${activities(seen.count)} recorded by hand${seen.count > 1 ? ', up to' : ''} ${seen.days} days after ${seen.count > 1 ? 'their day' : 'its day'}.`;
		case 'late':
			return `${activities(seen.count)} came in after ${seen.count > 1 ? 'their' : 'its'} ${seen.closed ?? 'week'} had closed.`;
	}
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
