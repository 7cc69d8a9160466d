import { amountOf as guardedAmount, pointsWords } from '#lib/metrics/rule-words.ts';
import { amountWords, inSentence, oneOf } from '#lib/metrics/words.ts';
import { writeDate } from '#lib/platform/date-words.ts';
import { formatDecimal } from '#lib/platform/decimal.ts';
import { POINT_SCALE, showFigure, type FigureUnit, type Unit } from '#lib/platform/quantity.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { BehindItem, CapLine, GuardLine, HeldLine } from './behind.ts';

type Item = Omit<BehindItem, 'teamId'>;

/** What happened: "Brightline, deal won", "4 demos held", "€18,400 of revenue". */
export function whatWords(item: Item, currency: string): string {
	const { metric, value, note, reverses, again } = item;
	const amount = BigInt(value) < 0n ? -BigInt(value) : BigInt(value);
	const what = amountOf(amount, metric, currency);
	if (reverses) return `${again ? 'Counted again' : 'Taken back'}: ${what}`;
	return note ? `${note}, ${what}` : what.charAt(0).toUpperCase() + what.slice(1);
}

/**
 * When, as the organization's clocks had it: "Wed 18 Nov, 13:50"; only the day where no time was given.
 * A line that takes an entry back, or counts it again, says when that was done.
 */
export function whenWords(
	item: Pick<Item, 'day' | 'occurredAt' | 'recordedAt' | 'reverses'>,
	timeZone: string
): string {
	if (item.reverses) return momentWords(item.recordedAt, timeZone);
	const time = timeWords(item.occurredAt, timeZone);
	return time === '00:00' ? dayWords(item.day) : `${dayWords(item.day)}, ${time}`;
}

/** An instant on the organization's clocks: "Wed 18 Nov, 13:50". */
export function momentWords(at: string, timeZone: string): string {
	return `${dayWords(dayIn(timeZone, new Date(at)))}, ${timeWords(at, timeZone)}`;
}

function timeWords(at: string, timeZone: string): string {
	const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
	return writeDate(new Date(at), clock, timeZone);
}

export function dayWords(day: string): string {
	return writeDate(day, { weekday: 'short', day: 'numeric', month: 'short' });
}

/** Where it came from: "crm 1C1I7A6R", "by hand". What is a reversal says so elsewhere. */
export function sourceWords({ source, externalId, reverses }: Item): string {
	if (reverses) return '';
	if (source === 'correction') return 'a correction';
	return source === 'manual' ? 'by hand' : `${source} ${externalId}`;
}

/** Whether it does not count in the figure it is listed for: taken back, or a withdrawn reversal. */
export function isStruck({ reversed, since }: Item): boolean {
	return since ? !since.counted : reversed;
}

/** What had become of an entry, or of a reversal, in its figure: "taken back", "corrected". */
export function sinceWords(item: Item): string {
	const { reverses, corrected, since } = item;
	if (corrected && !since) return 'corrected';
	if (!isStruck(item)) return '';
	return reverses ? 'withdrawn' : 'taken back';
}

/** The rule it was counted by: "100 points each, rule 2". */
export function ruleWords({ metric, rate, ruleVersion }: Item, currency: string): string {
	const rule = { unit: metric.unit, pointsPerUnit: rate };
	return `${pointsWords(rule, currency)}, rule ${ruleVersion}`;
}

/** What a rule changes about the points: a daily cap or a guardrail. */
export function heldWords(line: HeldLine, currency: string): string {
	return 'cap' in line ? capWords(line, currency) : guardWords(line, currency);
}

/** On which day, or over which time: "Wed 18 Nov", "Within November 2026". */
export function heldWhen(line: HeldLine): string {
	if ('cap' in line) return dayWords(line.day);
	if (line.window === 'week') return `Within the week from ${dayWords(line.day)}`;
	if (line.window === 'quarter') return `Within the quarter from ${dayWords(line.day)}`;
	return `Within ${writeDate(line.day, { month: 'long', year: 'numeric' })}`;
}

/** "12 calls connected wait for a first meeting", "8 calls connected from earlier days score now". */
function guardWords(line: GuardLine, currency: string): string {
	const amount = BigInt(line.amount);
	const what = guardedAmount(amount, line.metric, currency);
	const isMany = line.metric.unit === 'count' && amount !== 1n;
	if (line.kind === 'released')
		return `${what} from earlier days ${isMany ? 'score' : 'scores'} now`;
	if (line.kind === 'later') return `${what} ${isMany ? 'score' : 'scores'} on a later day`;
	return `${what} ${isMany ? 'wait' : 'waits'} for ${oneMore(line.outcome)}`;
}

function oneMore({ name, unit }: GuardLine['outcome']): string {
	if (unit !== 'count') return `more ${inSentence(name)}`;
	return withArticle(oneOf(name));
}

function withArticle(one: string): string {
	return `${/^[aeiou]/i.test(one) ? 'an' : 'a'} ${one}`;
}

/** What a daily cap held back: "Above 25 calls connected in a day". */
function capWords({ cap, metric }: CapLine, currency: string): string {
	return `Above ${amountOf(BigInt(cap), metric, currency)} in a day`;
}

/** What is not shown of them: "and 12 more". */
export function moreCapsWords(lines: number): string {
	return `and ${lines.toLocaleString('en')} more`;
}

/** A figure to the last digit, so that lines add up to their sum: "184.3255", "−1". */
export function exactFigure(value: bigint, unit: FigureUnit, currency: string): string {
	const text = unit === 'points' ? exactPoints(value) : showFigure(value, unit, currency);
	return text.replace('-', '−');
}

function exactPoints(value: bigint): string {
	const [whole = '0', fraction] = formatDecimal(value, POINT_SCALE, true).split('.');
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
	return fraction ? `${grouped}.${fraction}` : grouped;
}

function amountOf(amount: bigint, metric: { name: string; unit: Unit }, currency: string): string {
	if (metric.unit === 'count' && amount === 1n) return oneOf(metric.name);
	return sentenceAmount(amount, metric, currency);
}

/** How much of a metric, inside a sentence: "a demo held", "4 demos held", "€18,400 of revenue". */
export function sentenceAmount(
	amount: bigint,
	{ name, unit }: { name: string; unit: Unit },
	currency: string
): string {
	if (unit !== 'count') return `${showFigure(amount, unit, currency)} of ${inSentence(name)}`;
	return amount === 1n ? withArticle(oneOf(name)) : amountWords(amount, name, false);
}
