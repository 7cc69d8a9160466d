import { and, asc, eq, gte, inArray, lte } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { addDays, type Day } from '#lib/platform/period.ts';
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

/**
 * Takes back one's own days off that begin on this day. Those that are over have counted and stay: of
 * a stretch that is running only what is left of it goes.
 */
export async function takeBackDaysOff(
	context: Context,
	actor: MemberActor,
	startsOn: Day,
	today: Day
): Promise<Result<null>> {
	const { orgId, memberId } = actor;
	if (!may(actor, { may: 'preferences.set', of: memberId })) return onlyOneself();
	const stretch = and(
		eq(daysOff.orgId, orgId),
		eq(daysOff.memberId, memberId),
		eq(daysOff.startsOn, startsOn),
		gte(daysOff.endsOn, today)
	);
	const { db } = context;
	const gone =
		startsOn < today
			? await db
					.update(daysOff)
					.set({ endsOn: addDays(today, -1) })
					.where(stretch)
			: await db.delete(daysOff).where(stretch);
	if (!gone.rowCount) return refuse('missing', 'These days are over or were taken back already.');
	context.announce(orgId, preferenceFacts(memberId));
	return ok(null);
}
