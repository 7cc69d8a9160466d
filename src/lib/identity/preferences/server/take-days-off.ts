import { and, eq, gte, lte, ne } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { noteChange, readOrganization, readPerson } from '#lib/identity/server/index.ts';
import { writeDate } from '#lib/platform/date-words.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { DaysOff } from '../preferences.ts';
import { onlyOneself, preferenceFacts } from './save-preferences.ts';
import { daysOff } from './schema.ts';

/**
 * Keeps a stretch of one's own days off, from today on; one that begins on the same day is replaced.
 * The past is not one's own to change: a day that is made a day off later mends a streak.
 */
export async function takeDaysOff(
	context: Context,
	actor: MemberActor,
	stretch: DaysOff
): Promise<Result<null>> {
	const { orgId, memberId } = actor;
	if (!may(actor, { may: 'preferences.set', of: memberId })) return onlyOneself();
	const { timeZone } = await readOrganization(context.db, orgId);
	if (stretch.startsOn < dayIn(timeZone, context.clock.now()))
		return refuse('invalid', 'That day is over. Ask who leads you to enter it.', {
			startsOn: 'That day is over. Ask who leads you to enter it.'
		});
	return keep(context, actor, memberId, stretch);
}

/**
 * Keeps days off for somebody whom the actor leads, also days that are over; the audit trail says
 * who did, to that person too. Refuses oneself and people one does not lead (`forbidden`), and who
 * is not there (`missing`).
 */
export async function giveDaysOff(
	context: Context,
	actor: MemberActor,
	memberId: MemberId,
	stretch: DaysOff
): Promise<Result<null>> {
	const { db, clock } = context;
	const { timeZone } = await readOrganization(db, actor.orgId);
	const person = await readPerson(db, actor.orgId, memberId, dayIn(timeZone, clock.now()));
	if (!person) return refuse('missing', 'Nobody of this organization has this page.');
	if (actor.memberId === memberId || !may(actor, { may: 'daysOff.give', team: person.teamId }))
		return refuse('forbidden', 'Days that are over are entered by who leads the person.');
	return keep(context, actor, memberId, stretch);
}

async function keep(
	context: Context,
	actor: MemberActor,
	memberId: MemberId,
	stretch: DaysOff
): Promise<Result<null>> {
	const { orgId } = actor;
	const { startsOn, endsOn } = stretch;
	if (endsOn < startsOn)
		return refuse('invalid', 'The last day comes before the first: change one of them.', {
			endsOn: 'Choose a day from the first one on.'
		});
	if (await overlaps(context.db, { orgId, memberId }, stretch))
		return refuse('conflict', 'Some of these days are off already: take those back first.', {
			startsOn: 'Some of these days are off already.'
		});
	await context.db.transaction(async (tx) => {
		await tx
			.insert(daysOff)
			.values({ orgId, memberId, startsOn, endsOn })
			.onConflictDoUpdate({
				target: [daysOff.orgId, daysOff.memberId, daysOff.startsOn],
				set: { endsOn }
			});
		if (actor.memberId !== memberId)
			await noteChange(tx, {
				orgId,
				at: context.clock.now(),
				by: `member:${actor.memberId}`,
				kind: 'days-off',
				subject: memberId,
				before: null,
				after: { ...stretch, words: daysWords(stretch) },
				effectiveFrom: null
			});
	});
	context.announce(orgId, preferenceFacts(memberId));
	return ok(null);
}

function daysWords({ startsOn, endsOn }: DaysOff): string {
	const [first, last] = [startsOn, endsOn].map((day) =>
		writeDate(day, { day: 'numeric', month: 'short', year: 'numeric' })
	);
	return first === last ? `${first}` : `${first} – ${last}`;
}

async function overlaps(
	db: Queryable,
	{ orgId, memberId }: Pick<MemberActor, 'orgId' | 'memberId'>,
	{ startsOn, endsOn }: DaysOff
): Promise<boolean> {
	const [other] = await db
		.select({ startsOn: daysOff.startsOn })
		.from(daysOff)
		.where(
			and(
				eq(daysOff.orgId, orgId),
				eq(daysOff.memberId, memberId),
				ne(daysOff.startsOn, startsOn),
				lte(daysOff.startsOn, endsOn),
				gte(daysOff.endsOn, startsOn)
			)
		)
		.limit(1);
	return other !== undefined;
}
