import { z } from 'zod';
import type { GoalId, Id, MemberId, TeamId } from '#lib/platform/ids.ts';
import { MEETING_RHYTHMS } from '../meeting.ts';
import { ALIGNED_PERIODS } from '../picture.ts';

const EVERYBODY = 'everyone';
const LONGEST_WHY = 300;

const metric = z.string('Choose the work from the list.').max(80);
const why = z.string().trim().max(LONGEST_WHY, `Keep it to ${LONGEST_WHY} characters.`).default('');
const until = z.enum(ALIGNED_PERIODS, 'Choose until when.');
/** `mine`, `everyone` or a team's id. */
const whose = z.union([z.enum(['mine', EVERYBODY]), z.uuid()], 'Choose whose work it is.');
const meeting = z.uuid('Choose the meeting from the list.').transform((id) => id as Id<'meeting'>);

export const keepWorkForm = z.object({ metric, whose, until, why });
export type KeepWork = z.output<typeof keepWorkForm>;

export const askAgainForm = z.object({ metric, whose });
export type AskAgain = z.output<typeof askAgainForm>;

/** Which loose work of whom goes on the list of the next one-to-one; without a member one's own. */
export const raiseWorkForm = z.object({
	metric,
	period: z.enum(ALIGNED_PERIODS).default('week'),
	member: z
		.uuid()
		.transform((id) => id as MemberId)
		.optional()
});

function wholeNumber(words: string, most: number) {
	return z.coerce.number(words).int(words).min(1, words).max(most, `Enter ${most} at most.`);
}

export const meetingForm = z
	.object({
		/** The idempotency key of a new one. */
		id: meeting,
		name: z
			.string('Give the meeting its name.')
			.trim()
			.min(1, 'Give the meeting its name.')
			.max(80, 'Keep the name to 80 characters.'),
		minutes: wholeNumber('Enter how many minutes it takes, like 30.', 600),
		rhythm: z.enum(MEETING_RHYTHMS, 'Choose how often it is held.'),
		weekday: z.coerce
			.number('Choose the weekday from the list.')
			.int('Choose the weekday from the list.')
			.min(1, 'Choose the weekday from the list.')
			.max(7, 'Choose the weekday from the list.')
			.optional(),
		people: wholeNumber('Enter how many people are in it, like 6.', 10_000),
		team: z
			.uuid('Choose the team from the list.')
			.transform((id) => id as TeamId)
			.optional(),
		goal: z
			.uuid('Choose the goal from the list.')
			.transform((id) => id as GoalId)
			.optional()
	})
	.transform(({ team, goal, weekday, ...rest }) => ({
		...rest,
		weekday: rest.rhythm === 'day' ? null : (weekday ?? null),
		team: team ?? null,
		goal: goal ?? null
	}));
export type SetMeeting = z.output<typeof meetingForm>;

/** Words in a goal's or its team's name. */
export const findGoalsForm = z.object({ search: z.string().max(80).default('') });

export const keepMeetingForm = z.object({ id: meeting, until, why });
export type KeepMeeting = z.output<typeof keepMeetingForm>;

export const oneMeetingForm = z.object({ id: meeting });
