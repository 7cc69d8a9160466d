import { addDays, weekday, type Day } from './period.ts';

/** Days on which nobody expects work; both ends are inside. */
export interface DaysOff {
	startsOn: Day;
	endsOn: Day;
}

/** So many missed working days a streak bears by itself: nobody has to ask for them. */
const FREEZES = 2;

/** Monday to Friday, as ISO weekdays: for an organization that has said nothing else. */
export const WORKDAYS: readonly number[] = [1, 2, 3, 4, 5];

const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** An ISO weekday in words: 1 is "Monday". */
export function weekdayName(weekday: number): string {
	return NAMES[weekday - 1]!;
}

/** How many working days in a row, missed ones that were frozen left out. */
export interface Streak {
	/** The one that still runs today; a day that has only begun breaks nothing. */
	now: number;
	longest: number;
}

/** One of the organization's working days, and none that the person has off. */
export function isWorkday(
	day: Day,
	off: readonly DaysOff[] = [],
	workdays: readonly number[] = WORKDAYS
): boolean {
	return (
		workdays.includes(weekday(day)) &&
		!off.some(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn)
	);
}

/**
 * The streak of somebody who worked on these days, in any order. Other days and days off are waited
 * over: they break nothing and add nothing, worked or not. A streak is the working days between any
 * two of them with at most `FREEZES` missed in between, so one more day worked never shortens it.
 */
export function workdayStreak(
	worked: Iterable<Day>,
	today: Day,
	off: readonly DaysOff[] = [],
	workdays: readonly number[] = WORKDAYS
): Streak {
	const days = [...new Set(worked)]
		.filter((day) => day <= today && isWorkday(day, off, workdays))
		.sort();
	const missed = missedBetween(days, off, workdays);
	let from = 0;
	let longest = 0;
	for (let to = 0; to < days.length; to++) {
		while (missed[to]! - missed[from]! > FREEZES) from++;
		longest = Math.max(longest, to - from + 1);
	}
	const sinceLast = days.length ? missedAfter(days.at(-1)!, today, off, workdays) : 0;
	const runs = days.findIndex((_, at) => missed.at(-1)! - missed[at]! + sinceLast <= FREEZES);
	return { now: runs < 0 ? 0 : days.length - runs, longest };
}

// For each worked day, the working days missed between the first one and it.
function missedBetween(
	days: Day[],
	off: readonly DaysOff[],
	workdays: readonly number[]
): number[] {
	const missed: number[] = [];
	for (const [at, day] of days.entries())
		missed.push(at ? missed[at - 1]! + missedAfter(days[at - 1]!, day, off, workdays) : 0);
	return missed;
}

/** The working days after one day and before another. */
function missedAfter(
	day: Day,
	before: Day,
	off: readonly DaysOff[],
	workdays: readonly number[]
): number {
	let missed = 0;
	for (let next = addDays(day, 1); next < before; next = addDays(next, 1))
		if (isWorkday(next, off, workdays)) missed++;
	return missed;
}
