import { z } from 'zod';
import { isDay } from '#lib/platform/period.ts';
import { isId, type GroupId, type Id, type MemberId, type TeamId } from '#lib/platform/ids.ts';
import { many } from '#lib/platform/server/form.ts';
import { WHOLE } from '#lib/platform/unclear-number.ts';
import { ROLES, SCOPES } from '../actor.ts';

const name = (what: string) =>
	z.string(`Write ${what}.`).trim().min(1, `Write ${what}.`).max(80, 'Keep it to 80 characters.');
const id = <Kind extends string>() =>
	z.custom<Id<Kind>>((value) => typeof value === 'string' && isId(value), 'Reload the page.');
const email = z
	.string()
	.trim()
	.max(200, 'Keep it to 200 characters.')
	.regex(/^[^\s@]+@[^\s@]+$/, 'That does not look like an e-mail. Check it once more.')
	.optional();
const role = z.enum(ROLES, 'Choose a role.');
const team = id<'team'>().nullable().default(null);

export const inviteForm = z.object({
	team,
	role,
	uses: z.coerce
		.number('Write how many people the link is for.')
		.int(WHOLE)
		.min(1, 'A link is for at least one person.')
		.max(100, 'A link is for at most 100 people.')
});
export const takeBackForm = z.object({ id: id<'invitation'>() });
export const teamForm = z.object({ name: name('what the team is called') });
export const groupForm = z.object({ name: name('what the group is called') });
export const groupMembersForm = z.object({ member: many(id<'member'>()) });
export const managersForm = z.object({ managers: many(id<'member'>()) });
export const newPersonForm = z.object({
	name: name('their name'),
	email,
	reference: z.string().trim().max(200, 'Keep it to 200 characters.').optional(),
	role,
	team
});
export const personForm = z.object({
	name: name('their name'),
	email,
	reference: z
		.string('Write what your other systems call them.')
		.trim()
		.min(1, 'Write what your other systems call them.')
		.max(200, 'Keep it to 200 characters.')
});
export const roleForm = z.object({ role });
export const placeForm = z.object({
	team,
	from: z.string().refine(isDay, 'Choose a day.').optional()
});
export const backForm = z.object({ member: id<'member'>() });
export const keyForm = z.object({
	name: name('what the key is for'),
	scopes: many(z.enum(SCOPES)).refine((scopes) => scopes.length > 0, 'Choose what the key may do.')
});
export const revokeKeyForm = z.object({ id: id<'key'>() });
export const organizationForm = z.object({ name: name('what your organization is called') });

export const weekStart = z
	.enum(['1', '2', '3', '4', '5', '6', '7'], 'Choose the day your week starts on.')
	.transform(Number);

export const fiscalStart = z
	.enum(
		['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
		'Choose the month your fiscal year starts in.'
	)
	.transform(Number);

/** On which days people work, at least one of them. */
export const workdaysForm = z.object({
	workdays: many(z.enum(['1', '2', '3', '4', '5', '6', '7'], 'Choose days of the week.')).refine(
		(days) => days.length > 0,
		'Choose at least one day.'
	)
});

/** On which day weeks start, and in which month the fiscal year. */
export const calendarForm = z.object({ weekStart, fiscalStart });

/** A path's last part as an id; undefined for what cannot be one. */
export function memberIdOf(text: string): MemberId | undefined {
	return isId(text) ? (text as MemberId) : undefined;
}

export function teamIdOf(text: string): TeamId | undefined {
	return isId(text) ? (text as TeamId) : undefined;
}

export function groupIdOf(text: string): GroupId | undefined {
	return isId(text) ? (text as GroupId) : undefined;
}
