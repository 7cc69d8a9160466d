import { inSentence, oneOf } from '#lib/metrics/words.ts';
import { writeDate } from '#lib/platform/date-words.ts';
import type { Day, PeriodKind } from '#lib/platform/period.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import { ago } from '#lib/ui/ago.ts';
import {
	USUAL,
	type Card,
	type CardOnList,
	type CardVersion,
	type Every,
	type Expectation,
	type ExpectationNow
} from './expectation.ts';

/** How often, as the form and the card say it. */
export const EVERY_WORDS: Record<Every, string> = {
	day: 'Every day',
	week: 'Every week',
	month: 'Every month',
	quarter: 'Every quarter',
	once: 'Once, by a date'
};

const EACH: Record<PeriodKind, string> = {
	day: 'a day',
	week: 'a week',
	month: 'a month',
	quarter: 'a quarter'
};

const RUNNING: Record<PeriodKind, string> = {
	day: 'today',
	week: 'this week',
	month: 'this month',
	quarter: 'this quarter'
};

/** "4 first meetings a week", "€50,000 revenue", or the target's own words. */
export function targetWords(line: Expectation, currency: string): string {
	if (!line.metric || line.target === null) return line.inWords;
	const { name, unit } = line.metric;
	const amount = BigInt(line.target);
	const what = amount === 1n && unit === 'count' ? oneOf(name) : inSentence(name);
	const each = line.every ? ` ${EACH[line.every]}` : '';
	return `${showFigure(amount, unit, currency)} ${what}${each}`;
}

/** "Every week, from 1 Dec 2026", "By 31 Jan 2027, from 1 Dec 2026". */
export function dateWords({ every, startsOn, endsOn }: Expectation): string {
	if (!every) return `By ${dayWords(endsOn ?? startsOn)}, from ${dayWords(startsOn)}`;
	const until = endsOn ? ` until ${dayWords(endsOn)}` : '';
	return `${EVERY_WORDS[every]}, from ${dayWords(startsOn)}${until}`;
}

/** How far it is: "3 of 4 this week", "€12,000 of €50,000 so far"; undefined where nothing counts it. */
export function reachedWords(line: ExpectationNow, currency: string): string | undefined {
	if (!line.reached || !line.metric || line.target === null) return undefined;
	const figure = (amount: string) => showFigure(BigInt(amount), line.metric!.unit, currency);
	const when = line.every ? RUNNING[line.every] : 'so far';
	return `${figure(line.reached.value)} of ${figure(line.target)} ${when}`;
}

/** 0 to 1 and beyond; undefined where nothing counts it. */
export function shareReached({ reached, target }: ExpectationNow): number | undefined {
	return reached && target ? Number(BigInt(reached.value)) / Number(BigInt(target)) : undefined;
}

/** How a card stands, for whoever leads the person; `when` as `ago` says it. */
export function stateWords({ person, state, lines }: CardOnList, when: string): string {
	const first = person.name.split(' ')[0]!;
	switch (state) {
		case 'none':
			return 'No card yet';
		case 'waits':
			return `${thingsWords(lines)}, waits for ${first}’s tap · ${when}`;
		case 'talk':
			return `${first} wants to talk about it · ${when}`;
		case 'read':
			return `${thingsWords(lines)}, read by ${first} · ${when}`;
	}
}

/** "One thing", "4 things". */
function thingsWords(count: number): string {
	return count === 1 ? 'One thing' : `${count} things`;
}

function dayWords(day: Day): string {
	return writeDate(day, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** Who wrote it and whether it is read: "By Ines Falk, Wed. Read by Aiko, Thu. Aiko sees the same page." */
export function cardLead(
	{ person, isOwn }: Card,
	{ by, at, acknowledgedAt }: CardVersion,
	now: Date,
	timeZone: string
): string {
	const when = (time: string) => ago(new Date(time), now, timeZone);
	const who = isOwn ? 'you' : person.name.split(' ')[0]!;
	const read = acknowledgedAt
		? `Read by ${who}, ${when(acknowledgedAt)}.`
		: `Waits for ${isOwn ? 'your' : `${who}’s`} tap.`;
	return `By ${by}, ${when(at)}. ${read} ${isOwn ? 'Who leads you sees the same page.' : `${who} sees the same page.`}`;
}

/** What came of writing it; `written` is what the form's door answered, if it did. */
export function writtenWords(written: string | null, { person, versions, mayWrite }: Card): string {
	if (!mayWrite || !versions.length) return '';
	if (written === 'same') return 'Every word stands as it was, so nobody is asked anything.';
	if (written !== 'new') return '';
	const first = person.name.split(' ')[0]!;
	const { length } = versions[0]!.lines;
	if (!length) return `Taken back. ${first} is told what is no longer on the card.`;
	const saved = `Saved. ${first} sees it now and is asked for a tap.`;
	if (length >= USUAL) return saved;
	const few = length === 1 ? 'One thing is' : 'Two things are';
	return `${saved} ${few} a fine start; three to five tend to make the picture whole.`;
}
