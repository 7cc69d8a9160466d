import { and, eq, inArray } from 'drizzle-orm';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { findMoments } from '#lib/moments/server/index.ts';
import { readRecognition } from '#lib/recognition/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Story } from './found-story.ts';
import type { Planned } from './planned.ts';

const LAST_DAYS_MS = 4 * 86_400_000;

/** The deals of the last days, and all wins of today, become the moments that they were at the time. */
export async function ringTheLastDays(
	past: Context,
	{ organization }: Story,
	planned: Planned[],
	now: Date
): Promise<void> {
	const dayOf = (at: Date) => dayIn(organization.timeZone, at);
	const recent = planned.filter(
		({ isDeal, at }) =>
			(isDeal && now.getTime() - at.getTime() < LAST_DAYS_MS) || dayOf(at) === dayOf(now)
	);
	const externalIds = recent.flatMap(({ entries }) => entries.map((entry) => entry.externalId));
	if (!externalIds.length) return;
	const rows = await past.db
		.select({ id: activities.id })
		.from(activities)
		.where(and(eq(activities.orgId, organization.id), inArray(activities.externalId, externalIds)))
		.orderBy(activities.position);
	const ids = rows.map((row) => row.id);
	await findMoments(past, { orgId: organization.id, kind: 'activities', ids }, readRecognition);
}
