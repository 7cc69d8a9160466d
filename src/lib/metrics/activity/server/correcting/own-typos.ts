import { and, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { ActivityId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isOneOf } from '#lib/platform/server/one-of.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { ShownItem } from '../../opened-figure.ts';
import { whyNotAlone } from '../../own-typo.ts';
import type { ClosedKinds } from '../find-late.ts';
import { activities } from '../schema.ts';

const later = alias(activities, 'later');

/** Of the lines of a figure that the actor typed in today, the ids of these. */
export interface OwnTypos {
	/** They may take them back alone as things stand. */
	alone: string[];
	/** They could, had the day of the entry not closed. */
	dayClosed: string[];
}

/** What becomes of the lines of a figure that the actor typed in today, where one is mistyped. */
export async function ownTypos(
	{ db, clock }: Pick<Context, 'db' | 'clock'>,
	actor: MemberActor,
	items: readonly ShownItem[],
	closedKinds: ClosedKinds
): Promise<OwnTypos> {
	const { orgId, memberId: me } = actor;
	const { timeZone } = await readOrganization(db, orgId);
	const today = dayIn(timeZone, clock.now());
	const isToday = (at: string | Date) => dayIn(timeZone, new Date(at)) === today;
	// Mostly there is none, and then nothing more is asked.
	const typed = items.filter(
		({ member, source, recordedAt, mayTakeBack }) =>
			source === 'manual' &&
			!mayTakeBack &&
			isToday(recordedAt) &&
			may(actor, { may: 'activities.takeBack', of: member.id as MemberId })
	);
	if (!typed.length) return { alone: [], dayClosed: [] };
	const ids = typed.map(({ id }) => id as ActivityId);
	const rows = await readTyped(db, orgId, ids);
	const days = rows.map(({ day }) => ({ orgId, day }));
	const closed = await closedKinds(db, days);
	const entries = rows.map((row, i) => ({
		...row,
		recordedOn: dayIn(timeZone, row.recordedAt),
		closed: closed[i]!
	}));
	const couldTakeBack = entries.filter((row) => !whyNotAlone({ ...row, closed: [] }, me, today));
	const idsOf = (isClosed: boolean) =>
		couldTakeBack.filter((row) => row.closed.length > 0 === isClosed).map(({ id }) => id);
	return { alone: idsOf(false), dayClosed: idsOf(true) };
}

async function readTyped(db: Queryable, orgId: OrgId, ids: ActivityId[]) {
	return db
		.select({
			id: activities.id,
			memberId: activities.memberId,
			source: activities.source,
			recordedBy: activities.recordedBy,
			recordedAt: activities.recordedAt,
			day: activities.day,
			isJudged: sql<boolean>`${later.id} is not null`
		})
		.from(activities)
		.leftJoin(later, and(eq(later.orgId, activities.orgId), eq(later.reversesId, activities.id)))
		.where(and(eq(activities.orgId, orgId), isOneOf(activities.id, ids)));
}
