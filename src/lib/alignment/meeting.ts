import type { GoalId, Id, TeamId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import { weekdayName } from '#lib/platform/workdays.ts';

export const MEETING_RHYTHMS = ['day', 'week', 'two-weeks', 'month'] as const;
export type MeetingRhythm = (typeof MEETING_RHYTHMS)[number];

export const RHYTHM_WORDS: Record<MeetingRhythm, string> = {
	day: 'every working day',
	week: 'every week',
	'two-weeks': 'every two weeks',
	month: 'every month'
};

/** A recurring meeting as everybody may see it. */
export interface HeldMeeting {
	id: Id<'meeting'>;
	name: string;
	minutes: number;
	rhythm: MeetingRhythm;
	/** ISO weekday, 1 is Monday; null where it is every day or not said. */
	weekday: number | null;
	people: number;
	/** Null where it is everybody's. */
	team: { id: TeamId; name: string } | null;
	/** The goal it serves, while that goal runs. */
	goal: { id: GoalId; title: string } | null;
}

/** The same as those who keep the list see it. */
export interface Meeting extends HeldMeeting {
	/** Held without a goal, by whom and until when; null where it has one or is asked for one. */
	kept: { by: string; until: Day; why: string } | null;
	/** Held no more, since which day and by whose word; null while it is on the list. */
	off: { by: string; since: Day } | null;
	/** Whole hours of people's time a month. */
	hours: number;
}

/** A goal of the organization or of a team that a meeting can serve. */
export interface GoalToServe {
	id: GoalId;
	title: string;
	team: { id: TeamId; name: string } | null;
}

/** Those to choose from, the nearest; `more` is how many there are beside them. */
export interface GoalsToServe {
	goals: GoalToServe[];
	more: number;
}

const WEEKS_A_YEAR = 52;

/**
 * Hours of people's time in an average month, rounded: a meeting of six takes six times as long.
 * `workdays` is how many days a week people work.
 */
export function hoursAMonth(
	meeting: Pick<Meeting, 'minutes' | 'rhythm' | 'people'>,
	workdays: number
): number {
	const { minutes, people } = meeting;
	return Math.round((timesAYear(meeting.rhythm, workdays) * minutes * people) / 12 / 60);
}

function timesAYear(rhythm: MeetingRhythm, workdays: number): number {
	switch (rhythm) {
		case 'day':
			return WEEKS_A_YEAR * workdays;
		case 'week':
			return WEEKS_A_YEAR;
		case 'two-weeks':
			return WEEKS_A_YEAR / 2;
		case 'month':
			return 12;
	}
}

/** Whether it asks for a goal: it is held, serves none that runs, and nobody said to keep it so. */
export function asksForGoal(meeting: Pick<Meeting, 'goal' | 'kept' | 'off'>): boolean {
	return !meeting.goal && !meeting.kept && !meeting.off;
}

/** "30 minutes every Monday, 6 people". */
export function meetingWords(
	meeting: Pick<Meeting, 'minutes' | 'rhythm' | 'weekday' | 'people'>
): string {
	const { minutes, people } = meeting;
	const who = people === 1 ? '1 person' : `${people} people`;
	return `${minutes === 1 ? '1 minute' : `${minutes} minutes`} ${rhythmWords(meeting)}, ${who}`;
}

function rhythmWords({ rhythm, weekday }: Pick<Meeting, 'rhythm' | 'weekday'>): string {
	if (rhythm === 'day' || weekday === null) return RHYTHM_WORDS[rhythm];
	const day = weekdayName(weekday);
	if (rhythm === 'week') return `every ${day}`;
	return rhythm === 'month' ? `one ${day} a month` : `every second ${day}`;
}
