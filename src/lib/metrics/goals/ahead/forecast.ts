import { addDays, type Day } from '#lib/platform/period.ts';
import { scaleOf, showFigure } from '#lib/platform/quantity.ts';
import { isWorkday, WORKDAYS } from '#lib/platform/workdays.ts';
import type { Goal } from '../goal.ts';
import { isFirstDay, workingDays } from '../pace.ts';
import type { Rhythm } from './rhythm.ts';

export type { Rhythm } from './rhythm.ts';

/** How many working days before today a rhythm looks back over: four weeks of five days. */
const RHYTHM_DAYS = 20;
/** Fewer say nothing about the days to come. */
const FEWEST_DAYS = 5;
// Eight of ten ends lie this many standard deviations around what is likely, if days differ as they
// did: the normal distribution's 10 % and 90 % marks.
const EIGHT_OF_TEN = 1.2816;

/** Where a goal will end if its days go on as they did. An estimate, and said as one. */
export interface Forecast {
	/** Eight ends of ten lie between the two, in the metric's smallest unit. */
	low: bigint;
	high: bigint;
	likely: bigint;
	/** `sure` and `short` where the whole range lies on one side of the target. */
	outlook: 'sure' | 'open' | 'short';
}

type Foreseen = Pick<
	Goal,
	'target' | 'value' | 'startsOn' | 'endsOn' | 'unit' | 'closedAt' | 'setOn'
>;

/**
 * The rhythm of what was done per day between `since` and yesterday. What was done on a free day counts
 * to the working day before it.
 */
export function rhythmOf(
	work: { day: Day; value: bigint }[],
	since: Day,
	today: Day,
	workdays: readonly number[] = WORKDAYS
): Rhythm {
	const sums: bigint[] = [];
	const byDay = new Map(work.map(({ day, value }) => [day, value]));
	for (let day = since; day < today; day = addDays(day, 1)) {
		if (isWorkday(day, [], workdays) || !sums.length) sums.push(0n);
		sums[sums.length - 1]! += byDay.get(day) ?? 0n;
	}
	const sum = sums.reduce((all, value) => all + value, 0n);
	const mean = sums.length ? Number(sum) / sums.length : 0;
	return {
		days: sums.length,
		sum: String(sum),
		best: String(sums.reduce((best, value) => (value > best ? value : best), 0n)),
		spread: sums.reduce((all, value) => all + (Number(value) - mean) ** 2, 0)
	};
}

/** The first day a rhythm looks at: the working day that lies `RHYTHM_DAYS` of them before today. */
export function rhythmSince(today: Day, workdays: readonly number[] = WORKDAYS): Day {
	let day = today;
	for (let left = RHYTHM_DAYS; left > 0;) {
		day = addDays(day, -1);
		if (isWorkday(day, [], workdays) || !workdays.length) left--;
	}
	return day;
}

/**
 * The end of a goal from what it has and the rhythm of its days; undefined where there is nothing to
 * foresee: it is closed, over, not begun or new today, or too few days are known. Days to come are taken as
 * independent draws from days like those behind; that their mean itself is only known from a few days
 * widens the range.
 */
export function forecastOf(
	goal: Foreseen,
	rhythm: Rhythm | undefined,
	today: Day,
	currency: string,
	workdays: readonly number[] = WORKDAYS
): Forecast | undefined {
	if (!rhythm || rhythm.days < FEWEST_DAYS || goal.closedAt) return undefined;
	if (today > goal.endsOn || today < goal.startsOn || isFirstDay(goal, today)) return undefined;
	const left = daysLeft(goal, today, workdays);
	const mean = Number(rhythm.sum) / rhythm.days;
	const variance = rhythm.spread / (rhythm.days - 1);
	const reach = EIGHT_OF_TEN * Math.sqrt(variance * (left + (left * left) / rhythm.days));
	const value = BigInt(goal.value);
	const at = (more: number) => value + grained(Math.max(0, more), goal.unit, currency);
	const [low, likely, high] = [mean * left - reach, mean * left, mean * left + reach].map(at);
	return { low: low!, likely: likely!, high: high!, outlook: outlook(goal, low!, high!) };
}

/** "likely 52–58 of 60", "on course: likely 62–70 of 60", "heading for 48–55 of 60". */
export function forecastWords(
	forecast: Forecast,
	goal: Pick<Goal, 'target' | 'unit'>,
	currency: string
): string {
	const show = (figure: bigint) => showFigure(figure, goal.unit, currency, goal.unit === 'money');
	const { low, high, outlook } = forecast;
	const range = show(low) === show(high) ? show(low) : `${show(low)}–${show(high)}`;
	const of = `${range} of ${show(BigInt(goal.target))}`;
	if (outlook === 'sure') return `on course: likely ${of}`;
	return outlook === 'short' ? `heading for ${of}` : `likely ${of}`;
}

/** Working days that still bring something: those after today, and half of today. */
export function daysLeft(
	goal: Pick<Goal, 'endsOn'>,
	today: Day,
	workdays: readonly number[] = WORKDAYS
): number {
	const after = workingDays(addDays(today, 1), goal.endsOn, workdays);
	return after + (isWorkday(today, [], workdays) ? 0.5 : 0);
}

function outlook(goal: Foreseen, low: bigint, high: bigint): Forecast['outlook'] {
	const target = BigInt(goal.target);
	if (low >= target) return 'sure';
	return high < target ? 'short' : 'open';
}

/** To the step in which a person thinks of it: one, a minute, a whole euro. */
function grained(amount: number, unit: Goal['unit'], currency: string): bigint {
	const grain = 10 ** scaleOf(unit, currency);
	return BigInt(Math.round(amount / grain)) * BigInt(grain);
}
