import { and, asc, eq, gte, inArray, lte, ne } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { DaysOff } from '../preferences.ts';
import { onlyOneself, preferenceFacts } from './save-preferences.ts';
import { daysOff } from './schema.ts';

/**
 * Days off that touch the stretch from one day to another, both included, the earliest first; of
 * these people, or of everybody. Who has none is not in the map. One query.
 */
export async function daysOffOf(
	db: Queryable,
	orgId: OrgId,
	people: readonly MemberId[] | undefined,
	from: Day,
	until: Day
): Promise<Map<MemberId, DaysOff[]>> {
	if (people?.length === 0) return new Map();
	const rows = await db
		.select()
		.from(daysOff)
		.where(
			and(
				eq(daysOff.orgId, orgId),
				people ? inArray(daysOff.memberId, [...people]) : undefined,
				lte(daysOff.startsOn, until),
				gte(daysOff.endsOn, from)
			)
		)
		.orderBy(asc(daysOff.memberId), asc(daysOff.startsOn));
	const found = new Map<MemberId, DaysOff[]>();
	for (const { memberId, startsOn, endsOn } of rows)
		found.set(memberId, [...(found.get(memberId) ?? []), { startsOn, endsOn }]);
	return found;
}

/** Keeps a stretch of days off; one that begins on the same day is replaced. */
export async function takeDaysOff(
	context: Context,
	actor: MemberActor,
	{ startsOn, endsOn }: DaysOff
): Promise<Result<null>> {
	const { orgId, memberId } = actor;
	if (!may(actor, { may: 'preferences.set', of: memberId })) return onlyOneself();
	if (endsOn < startsOn)
		return refuse('invalid', 'The last day comes before the first: change one of them.', {
			endsOn: 'Choose a day from the first one on.'
		});
	if (await overlaps(context.db, actor, { startsOn, endsOn }))
		return refuse('conflict', 'Some of these days are off already: take those back first.', {
			startsOn: 'Some of these days are off already.'
		});
	await context.db
		.insert(daysOff)
		.values({ orgId, memberId, startsOn, endsOn })
		.onConflictDoUpdate({
			target: [daysOff.orgId, daysOff.memberId, daysOff.startsOn],
			set: { endsOn }
		});
	context.announce(orgId, preferenceFacts(memberId));
	return ok(null);
}

async function overlaps(db: Queryable, actor: MemberActor, { startsOn, endsOn }: DaysOff) {
	const [other] = await db
		.select({ startsOn: daysOff.startsOn })
		.from(daysOff)
		.where(
			and(
				eq(daysOff.orgId, actor.orgId),
				eq(daysOff.memberId, actor.memberId),
				ne(daysOff.startsOn, startsOn),
				lte(daysOff.startsOn, endsOn),
				gte(daysOff.endsOn, startsOn)
			)
		)
		.limit(1);
	return other !== undefined;
}

/** Takes back the days off that begin on this day, unless they are over: those have counted. */
export async function takeBackDaysOff(
	context: Context,
	actor: MemberActor,
	startsOn: Day,
	today: Day
): Promise<Result<null>> {
	const { orgId, memberId } = actor;
	if (!may(actor, { may: 'preferences.set', of: memberId })) return onlyOneself();
	const gone = await context.db
		.delete(daysOff)
		.where(
			and(
				eq(daysOff.orgId, orgId),
				eq(daysOff.memberId, memberId),
				eq(daysOff.startsOn, startsOn),
				gte(daysOff.endsOn, today)
			)
		);
	if (!gone.rowCount) return refuse('missing', 'These days are over or were taken back already.');
	context.announce(orgId, preferenceFacts(memberId));
	return ok(null);
}
