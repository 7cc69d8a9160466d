import { addDays, periodOf, type Calendar, type Day } from '#lib/platform/period.ts';
import { workdayStreak, type DaysOff } from '#lib/platform/workdays.ts';
import type { Best, Track } from '../../win.ts';

/** Weeks that say what is usual for somebody. */
const WEEKS = 12;

/** What one person has done in one metric, up to where the walk has come. */
export interface OwnPast {
	day: Day;
	week: Day;
	month: Day;
	/** Of the days, weeks and months that are over; the running ones hold their earlier days. */
	ever: bigint;
	inWeek: bigint;
	inMonth: bigint;
	today: bigint;
	best: { single: Best; day: Best; week: Best; month: Best };
	/** Today's entries are no earlier ones yet. */
	singles: Best;
	/** The latest first, without those that had nothing. */
	weeks: { week: Day; value: bigint }[];
	/** The full weeks before this one, as a track has them. */
	usual: bigint[];
	/** The days worked before today, as far back as a running streak may reach. */
	days: Day[];
	/** The streak with today, once it was asked for. */
	streak: number | undefined;
}

const NONE: Best = { value: 0n, of: 0 };

export function newPast(): OwnPast {
	const sums = { ever: 0n, inWeek: 0n, inMonth: 0n, today: 0n };
	const best = { single: NONE, day: NONE, week: NONE, month: NONE };
	return {
		day: '',
		week: '',
		month: '',
		...sums,
		best,
		singles: NONE,
		weeks: [],
		usual: [],
		days: [],
		streak: undefined
	};
}

/** Comes to a day: what was today is the past, and so may be its week and month. */
export function comeTo(past: OwnPast, day: Day, calendar: Calendar): void {
	if (past.day === day) return;
	closeDay(past);
	const week = periodOf('week', day, calendar).start;
	if (past.week !== week) closeWeek(past, week);
	const month = periodOf('month', day, calendar).start;
	if (past.month !== month) {
		past.best.month = withOne(past.best.month, past.inMonth);
		past.inMonth = 0n;
		past.month = month;
	}
	past.day = day;
	past.streak = undefined;
}

function closeDay(past: OwnPast): void {
	past.best.single = withMore(past.best.single, past.singles);
	past.singles = NONE;
	// A day of which nothing is left was no day of work.
	if (past.today <= 0n) return void (past.today = 0n);
	past.ever += past.today;
	past.inWeek += past.today;
	past.inMonth += past.today;
	past.best.day = withOne(past.best.day, past.today);
	past.days.push(past.day);
	past.today = 0n;
}

function closeWeek(past: OwnPast, next: Day): void {
	past.best.week = withOne(past.best.week, past.inWeek);
	if (past.inWeek > 0n) past.weeks.unshift({ week: past.week, value: past.inWeek });
	past.weeks.length = Math.min(past.weeks.length, WEEKS);
	past.inWeek = 0n;
	past.week = next;
	past.usual = usualWeeks(past);
}

export function addWork(past: OwnPast, value: bigint, largest = value, of = 1): void {
	past.today += value;
	past.singles = withMore(past.singles, { value: largest, of });
}

function withOne(best: Best, value: bigint): Best {
	return value > 0n ? withMore(best, { value, of: 1 }) : best;
}

function withMore(best: Best, { value, of }: Best): Best {
	return { value: value > best.value ? value : best.value, of: best.of + of };
}

/** When nobody expects work of somebody. */
export interface Rest {
	off: readonly DaysOff[];
	/** ISO weekdays that are none of it. */
	workdays: readonly number[];
}

/** A person's part of a track: `value` is what the win has just added. */
export function ownTrack(
	past: OwnPast,
	value: bigint,
	rest: Rest
): Pick<Track, 'before' | 'best' | 'weeks' | 'streak'> {
	const today = past.today - value;
	return {
		before: {
			ever: past.ever + today,
			day: today,
			week: past.inWeek + today,
			month: past.inMonth + today
		},
		best: { ...past.best },
		weeks: past.usual,
		streak: streakOf(past, today > 0n, rest)
	};
}

function usualWeeks({ week, weeks }: OwnPast): bigint[] {
	const byWeek = new Map(weeks.map((each) => [each.week, each.value]));
	const all = Array.from(
		{ length: WEEKS },
		(_, n) => byWeek.get(addDays(week, -7 * (n + 1))) ?? 0n
	);
	return all.slice(0, all.findLastIndex((value) => value > 0n) + 1);
}

function streakOf(past: OwnPast, hadWork: boolean, { off, workdays }: Rest): Track['streak'] {
	past.streak ??= workdayStreak([...past.days, past.day], past.day, off, workdays).now;
	const after = past.streak;
	const before = hadWork ? after : workdayStreak(past.days, past.day, off, workdays).now;
	// What a running streak has left behind never comes back into it.
	past.days = past.days.slice(-2 * after - 14);
	return { before, after };
}
