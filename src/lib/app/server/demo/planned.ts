import type { Entry } from '#lib/metrics/activity/server/index.ts';
import type { Dice } from './dice.ts';
import { emailOf, type Deal, type Week } from './story.ts';

/** Something that somebody did at a moment, ready for the ledger: a deal with its revenue is one. */
export interface Planned {
	at: Date;
	isDeal: boolean;
	entries: Entry[];
}

/** A planned thing without its time. */
export type Undated = (at: Date) => Planned;

const MOST_CALLS_IN_A_BLOCK = 4;
/** Whom they meet for the first time, in turn. */
const KINDS = ['hospital', 'hotel', 'school', 'hospital', 'freight'];

/** Numbers every activity, so that no two share an external id. */
export interface Maker {
	calls(name: string, count: number): Undated;
	meeting(name: string): Undated;
	demo(name: string): Undated;
	deal(name: string, deal: Deal): Undated;
	more(name: string, deal: Deal): Undated;
}

export function makerOf(prefix: string, first = 1): Maker {
	let number = first;
	const one =
		(metric: string, source: string, kinds?: readonly string[]) =>
		(name: string, value: number, note?: string) => {
			const segment = kinds?.[number % kinds.length];
			const externalId = `${prefix}${number++}`;
			return (at: Date): Planned => ({
				at,
				isDeal: false,
				entries: [entryOf({ metric, source, name, value, note, segment, externalId, at })]
			});
		};
	const calls = one('calls-connected', 'phone');
	const meeting = one('first-meetings', 'calendar', KINDS);
	const demo = one('demos-held', 'calendar');
	return {
		calls,
		meeting: (name) => meeting(name, 1),
		demo: (name) => demo(name, 1),
		deal: (name, deal) => wonDeal(name, deal, `${prefix}${number++}`),
		more: (name, { account, value }) => one('revenue', 'crm')(name, value, account)
	};
}

function wonDeal(name: string, { account, value }: Deal, id: string): Undated {
	const common = { source: 'crm', name, note: account };
	return (at) => ({
		at,
		isDeal: true,
		entries: [
			entryOf({ ...common, metric: 'deals-won', value: 1, externalId: `won-${id}`, at }),
			entryOf({ ...common, metric: 'revenue', value, externalId: `revenue-${id}`, at })
		]
	});
}

interface Fact {
	metric: string;
	source: string;
	name: string;
	value: number;
	note: string | undefined;
	segment?: string | undefined;
	externalId: string;
	at: Date;
}

function entryOf({ name, at, value, note, segment, ...rest }: Fact): Entry {
	return {
		...rest,
		member: emailOf(name),
		value: String(value),
		occurredAt: at.toISOString(),
		...(note ? { note } : {}),
		...(segment ? { segment } : {})
	};
}

/**
 * Everything of a week in an order that mixes calls, meetings and demos; the deals come last. Calls
 * score by meetings of their month: one meeting leads the week or, where a month ends in it, all of
 * them come at its end.
 */
export function thingsOf(
	name: string,
	week: Week,
	make: Maker,
	dice: Dice,
	monthEnds = false
): Undated[] {
	const things: Undated[] = [];
	for (let left = week.calls; left > 0;) {
		const block = Math.min(left, dice.between(1, MOST_CALLS_IN_A_BLOCK));
		things.push(make.calls(name, block));
		left -= block;
	}
	const meetings = Array.from({ length: week.meetings }, () => make.meeting(name));
	const first = monthEnds ? [] : meetings.splice(0, 1);
	if (!monthEnds) things.push(...meetings.splice(0));
	for (let i = 0; i < week.demos; i++) things.push(make.demo(name));
	if (week.more) things.push(make.more(name, week.more));
	const deals = week.deals.map((deal) => make.deal(name, deal));
	return [...first, ...shuffled(things, dice), ...meetings, ...deals];
}

export function shuffled<T>(items: readonly T[], dice: Dice): T[] {
	const mixed = [...items];
	for (let last = mixed.length - 1; last > 0; last--) {
		const other = dice.between(0, last);
		[mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
	}
	return mixed;
}
