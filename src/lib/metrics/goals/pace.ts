import { addDays, daysBetween, type Day } from '#lib/platform/period.ts';
import { scaleOf, showFigure, type Unit } from '#lib/platform/quantity.ts';
import { isWorkday, WORKDAYS } from '#lib/platform/workdays.ts';
import type { Goal } from './goal.ts';

/** Where a goal should be today, and how it stands against that. */
export interface Pace {
	/** What is due by now, in the metric's smallest unit. */
	expected: bigint;
	/** More than expected, or (negative) less, rounded to what a person would say. */
	ahead: bigint;
	/**
	 * Where the mark stands on the bar, 0 to 1: where the words have it, so that what is on pace ends at
	 * the mark, and what is behind ends before it.
	 */
	mark: number;
	/** `coming` before its first day, `over` after its last; `reached` wins over both. */
	state: 'coming' | 'running' | 'over' | 'reached';
}

export type Paced = Pick<
	Goal,
	'start' | 'target' | 'value' | 'startsOn' | 'endsOn' | 'unit' | 'setOn'
>;

// Money and time are never to the cent or minute where they should be: 1 % of the target is on pace.
const CLOSE_ENOUGH = 100n;

/**
 * The pace of a goal from its start to its target by the organization's working days behind it. Today
 * is not behind it yet: nobody is late in the morning for what the day may still bring. A goal without
 * a single working day goes by its calendar days.
 */
export function paceOf(
	goal: Paced,
	today: Day,
	currency: string,
	workdays: readonly number[] = WORKDAYS
): Pace {
	const start = BigInt(goal.start);
	const way = BigInt(goal.target) - start;
	const value = BigInt(goal.value);
	const { elapsed, total } = daysBehind(goal, today, workdays);
	const due = nearest(way * BigInt(elapsed), BigInt(total), grain(goal.unit, currency));
	const expected = start + due;
	const ahead = round(value - expected, way, goal.unit, currency);
	return {
		...{ expected, ahead },
		mark: within(Number(ahead === 0n ? value - start : due) / Number(way)),
		state: stateOf(goal, value >= BigInt(goal.target), today)
	};
}

/**
 * Whether a goal begins today, or was set today for days that run already: nobody is behind with it
 * or on the way to missing it yet. What is for today alone has no other day.
 */
export function isFirstDay(
	{ startsOn, endsOn, setOn }: Pick<Goal, 'startsOn' | 'endsOn' | 'setOn'>,
	today: Day
): boolean {
	return today === setOn || (today === startsOn && today < endsOn);
}

/** "2 ahead of pace", "on pace", "3 behind pace", "starts today", "reached", "ended 3 short". */
export function paceWords(
	goal: Paced,
	today: Day,
	currency: string,
	workdays: readonly number[] = WORKDAYS
): string {
	const pace = paceOf(goal, today, currency, workdays);
	const missing = BigInt(goal.target) - BigInt(goal.value);
	const show = (figure: bigint) => showFigure(figure, goal.unit, currency);
	switch (pace.state) {
		case 'reached':
			return missing < 0n ? `reached, and ${show(-missing)} more` : 'reached';
		case 'over':
			return `ended ${show(missing)} short`;
		case 'coming':
			return startWords(daysBetween(today, goal.startsOn));
		case 'running':
			if (pace.ahead > 0n) return `${show(pace.ahead)} ahead of pace`;
			if (isFirstDay(goal, today)) return today === goal.startsOn ? 'starts today' : 'set today';
			return pace.ahead === 0n ? 'on pace' : `${show(-pace.ahead)} behind pace`;
	}
}

/** Working days from `from` to `to`, both counted. */
export function workingDays(from: Day, to: Day, workdays: readonly number[] = WORKDAYS): number {
	const days = daysBetween(from, to) + 1;
	if (days <= 0) return 0;
	const weeks = Math.floor(days / 7);
	let count = weeks * new Set(workdays).size;
	for (let day = addDays(from, weeks * 7); day <= to; day = addDays(day, 1))
		if (isWorkday(day, [], workdays)) count++;
	return count;
}

function daysBehind(
	goal: Pick<Goal, 'startsOn' | 'endsOn'>,
	today: Day,
	workdays: readonly number[]
): { elapsed: number; total: number } {
	const until = today > goal.endsOn ? goal.endsOn : addDays(today, -1);
	const total = workingDays(goal.startsOn, goal.endsOn, workdays);
	if (total) return { elapsed: workingDays(goal.startsOn, until, workdays), total };
	return {
		elapsed: Math.max(0, daysBetween(goal.startsOn, until) + 1),
		total: daysBetween(goal.startsOn, goal.endsOn) + 1
	};
}

function within(share: number): number {
	return Math.min(1, Math.max(0, share));
}

function stateOf(goal: Paced, reached: boolean, today: Day): Pace['state'] {
	if (reached) return 'reached';
	if (today > goal.endsOn) return 'over';
	return today < goal.startsOn ? 'coming' : 'running';
}

/** The step in which a person thinks of it: one, a minute, a whole euro. */
function grain(unit: Unit, currency: string): bigint {
	return 10n ** BigInt(scaleOf(unit, currency));
}

/** numerator ÷ denominator (neither negative) to the nearest multiple of `step`, halves down. */
function nearest(numerator: bigint, denominator: bigint, step: bigint): bigint {
	const divisor = denominator * step;
	return ((2n * numerator + divisor - 1n) / (2n * divisor)) * step;
}

function round(difference: bigint, target: bigint, unit: Unit, currency: string): bigint {
	const size = difference < 0n ? -difference : difference;
	if (unit !== 'count' && size * CLOSE_ENOUGH < target) return 0n;
	const step = grain(unit, currency);
	return (difference / step) * step;
}

function startWords(days: number): string {
	return days === 1 ? 'starts tomorrow' : `starts in ${days} days`;
}
