import { USUAL_PERIOD } from '#lib/metrics/goals/dates.ts';
import { addDays, periodOf, weekday, type Day, type Period } from '#lib/platform/period.ts';
import { dayIn, instantIn } from '#lib/platform/zone.ts';
import type { Organization } from '#lib/identity/organization.ts';
import type { StoryGoal } from './story-goal.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** When the story of one goal happened; none of it later than an hour ago. */
export interface GoalTimes {
	period: Period;
	set: Date;
	agreed: Date;
	/** When somebody joined, so many days after it was set. */
	joined(days: number): Date;
	/** When somebody tapped, so many days ago, or before the end of a goal that is over. */
	tapped(days: number): Date;
	closed: Date;
}

/**
 * What is for everybody was set before it began, what is one's own on its first working day, each a
 * little after the one before it in the story. `above` is when what it supports was agreed.
 */
export function timesOf(goal: StoryGoal, { organization, now, nth, above }: Setting): GoalTimes {
	const { timeZone } = organization;
	const period = periodFor(goal, organization, now);
	const at = (day: Day, minute: number) => instantIn(timeZone, day, minute);
	const isWide = goal.scope === 'organization' || goal.scope === 'team';
	const first = isWide ? workdayBefore(period.start) : workdayFrom(period.start);
	const ideal = goal.waits ? before(now, 20) : at(first, 9 * 60 + nth * 7);
	const set = latest(earliest(ideal, before(now, 4)), above && after(above, 0.1));
	const agreed = latest(earliest(after(set, isWide ? 5 : 1.6), before(now, 3)), after(set, 0.1));
	const over = period.end < dayIn(timeZone, now);
	return {
		...{ period, set, agreed },
		joined: (days) =>
			latest(
				earliest(at(workdayFrom(addDays(dayIn(timeZone, set), days)), 665), before(now, 2)),
				agreed
			),
		tapped(days) {
			if (over) return latest(at(workdayBefore(addDays(period.end, 1 - days)), 990 + nth), agreed);
			const then = new Date(now.getTime() - days * DAY_MS);
			// On the first days of a month, that lies before the goal: the tap is then of today.
			const early = then < after(agreed, 3) || dayIn(timeZone, then) < period.start;
			return early ? before(now, 1) : then;
		},
		closed: earliest(at(workdayFrom(addDays(period.end, 2)), 980 + nth * 3), before(now, 1))
	};
}

interface Setting {
	organization: Organization;
	now: Date;
	/** The goal's place in the story. */
	nth: number;
	above: Date | undefined;
}

function periodFor({ period, scope }: StoryGoal, organization: Organization, now: Date): Period {
	const today = dayIn(organization.timeZone, now);
	if (period !== 'last-month' && period !== 'last-quarter')
		return periodOf(period ?? USUAL_PERIOD[scope], today, organization);
	const kind = period === 'last-month' ? 'month' : 'quarter';
	return periodOf(kind, addDays(periodOf(kind, today, organization).start, -1), organization);
}

function workdayFrom(day: Day): Day {
	return weekday(day) <= 5 ? day : workdayFrom(addDays(day, 1));
}

function workdayBefore(day: Day): Day {
	const earlier = addDays(day, -1);
	return weekday(earlier) <= 5 ? earlier : workdayBefore(earlier);
}

const before = (at: Date, hours: number) => new Date(at.getTime() - hours * HOUR_MS);
const after = (at: Date, hours: number) => new Date(at.getTime() + hours * HOUR_MS);
const earliest = (a: Date, b: Date) => (a < b ? a : b);
const latest = (a: Date, b: Date | undefined) => (b && b > a ? b : a);
