import { and, eq, inArray } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { Ask } from '#lib/platform/ask.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { asksForGoal } from '../meeting.ts';
import { listMeetings } from './list-meetings.ts';
import { meetings } from './schema.ts';

/** One line for who leads, while recurring meetings of theirs serve no goal. */
export async function readAlignmentAsks(
	{ db, clock }: Pick<Context, 'db' | 'clock'>,
	actor: MemberActor
): Promise<Ask[]> {
	if (!may(actor, { may: 'alignment.tend' })) return [];
	const organization = await readOrganization(db, actor.orgId);
	const today = dayIn(organization.timeZone, clock.now());
	const kept = await listMeetings(db, organization, actor, today);
	// An admin keeps everybody's; each team's is for who leads it.
	const asking = kept.filter(
		(meeting) => asksForGoal(meeting) && (actor.role !== 'admin' || !meeting.team)
	);
	if (!asking.length) return [];
	const ids = asking.map(({ id }) => id);
	const rows = await db
		.select({ at: meetings.createdAt })
		.from(meetings)
		.where(and(eq(meetings.orgId, actor.orgId), inArray(meetings.id, ids)));
	const at = rows.map((row) => row.at.toISOString()).sort();
	const hours = asking.reduce((sum, meeting) => sum + meeting.hours, 0);
	return [
		{
			id: 'meetings',
			kind: 'meetings',
			sentence:
				asking.length === 1
					? `${asking[0]!.name} serves no goal yet.`
					: `${asking.length} recurring meetings serve no goal yet.`,
			detail: `${hours === 1 ? 'An hour' : `${hours} hours`} of people’s time a month. Name a goal, keep them as they are, or stop them.`,
			href: '/settings/alignment',
			at: at.at(-1)!
		}
	];
}
