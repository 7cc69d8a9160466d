import { and, eq } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { isOneOf } from '#lib/platform/server/one-of.ts';
import { dayIn } from '#lib/platform/zone.ts';

/** What a batch of the ledger says of one person. */
export interface Worked {
	metricIds: Set<string>;
	/** By metric: what came in for the very day it was recorded on. */
	brought: Map<string, bigint>;
	/** Something of it took an entry back. */
	isCorrected: boolean;
	/** Something of it is today's work, which may ring; the past rings nothing. */
	isFresh: boolean;
}

/** The rows of a batch by person; one query. */
export async function workOf(
	db: Queryable,
	orgId: OrgId,
	ids: readonly ActivityId[],
	timeZone: string
): Promise<Map<MemberId, Worked>> {
	const rows = await db
		.select({
			memberId: activities.memberId,
			metricId: activities.metricId,
			value: activities.value,
			sign: activities.sign,
			day: activities.day,
			recordedAt: activities.recordedAt
		})
		.from(activities)
		.where(and(eq(activities.orgId, orgId), isOneOf(activities.id, [...ids])));
	const people = new Map<MemberId, Worked>();
	for (const { memberId, metricId, value, sign, day, recordedAt } of rows) {
		const worked = people.get(memberId) ?? nothing();
		people.set(memberId, worked);
		worked.metricIds.add(metricId);
		if (sign < 0) worked.isCorrected = true;
		if (day !== dayIn(timeZone, recordedAt)) continue;
		worked.isFresh ||= sign > 0;
		worked.brought.set(metricId, (worked.brought.get(metricId) ?? 0n) + value);
	}
	return people;
}

/** Nothing of one's own: somebody whom another's work carried over the line. */
export function nothing(): Worked {
	return { metricIds: new Set(), brought: new Map(), isCorrected: false, isFresh: false };
}
