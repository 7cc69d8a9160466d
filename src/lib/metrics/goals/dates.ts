import { writeDate } from '#lib/platform/date-words.ts';
import {
	daysBetween,
	periodOf,
	PERIOD_KINDS,
	type Calendar,
	type Day,
	type PeriodKind
} from '#lib/platform/period.ts';
import type { Goal, GoalScope } from './goal.ts';

type Dated = Pick<Goal, 'startsOn' | 'endsOn'>;

/** The period that a kind of goal usually runs for. */
export const USUAL_PERIOD: Record<GoalScope, PeriodKind> = {
	organization: 'quarter',
	team: 'month',
	pod: 'week',
	member: 'week'
};

/** "Q4", "November", "this week"; "16 Nov – 4 Dec" where the dates are no period. */
export function datesWords(goal: Dated, today: Day, calendar: Calendar, own = false): string {
	const kind = periodKindOf(goal, calendar);
	if (!kind) return spanWords(goal, today);
	const running = goal.startsOn <= today && today <= goal.endsOn;
	if (running && kind === 'day') return 'today';
	if (running && (own || kind === 'week')) return `this ${kind}`;
	return periodWords(kind, goal.startsOn, today, calendar);
}

/** "last day", "3 days left", "ended yesterday". */
export function timeLeft(goal: Dated, today: Day): string {
	const days = daysBetween(today, goal.endsOn);
	if (days === 0) return 'last day';
	if (days === -1) return 'ended yesterday';
	if (days < 0) return `ended ${-days} days ago`;
	return days === 1 ? '1 day left' : `${days} days left`;
}

/** "16 Nov" */
export function shortDay(day: Day): string {
	return writeDate(day, { day: 'numeric', month: 'short' });
}

/** The kind of period that the dates are exactly; undefined where they are none. */
function periodKindOf(goal: Dated, calendar: Calendar): PeriodKind | undefined {
	return PERIOD_KINDS.find((kind) => {
		const period = periodOf(kind, goal.startsOn, calendar);
		return period.start === goal.startsOn && period.end === goal.endsOn;
	});
}

// Within one year but this one, it stands once; a span into another year says both.
function spanWords({ startsOn, endsOn }: Dated, today: Day): string {
	const sameYear = startsOn.slice(0, 4) === endsOn.slice(0, 4);
	const end = dayOf(endsOn, sameYear ? today : startsOn);
	return `${sameYear ? shortDay(startsOn) : dayOf(startsOn, endsOn)} – ${end}`;
}

// With its year where that is not the one of `beside`.
function dayOf(day: Day, beside: Day): string {
	const year = day.slice(0, 4);
	return year === beside.slice(0, 4) ? shortDay(day) : `${shortDay(day)} ${year}`;
}

function periodWords(kind: PeriodKind, start: Day, today: Day, calendar: Calendar): string {
	if (kind === 'day') return dayOf(start, today);
	if (kind === 'week') return `week of ${dayOf(start, today)}`;
	const year = start.slice(0, 4) === today.slice(0, 4) ? '' : ` ${start.slice(0, 4)}`;
	if (kind === 'month') return writeDate(start, { month: 'long' }) + year;
	const month = Number(start.slice(5, 7));
	return `Q${Math.floor(((month - calendar.fiscalStart + 12) % 12) / 3) + 1}${year}`;
}
