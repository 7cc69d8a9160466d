import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { listTeams, readOrganization } from '#lib/identity/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { listMeetings } from './list-meetings.ts';
import { readKept } from './read-kept.ts';
import { findGoals } from './running-goals.ts';
import { uncountedMetrics } from './uncounted-metrics.ts';

/**
 * What serves no goal: for an admin the metrics that none counts, and for everybody who leads the
 * recurring meetings they keep the list of, with the teams and the goals to choose from, of those with
 * these words.
 */
export async function openUnserved(context: Context, actor: MemberActor, search = '') {
	const { db, clock } = context;
	const { orgId } = actor;
	const organization = await readOrganization(db, orgId);
	const now = clock.now();
	const today = dayIn(organization.timeZone, now);
	const isAdmin = may(actor, { may: 'work.keepForAll', team: null });
	const kept = await readKept(
		db,
		orgId,
		{ kind: 'everyone' },
		{ today, teamId: null, reader: actor.memberId }
	);
	const uncounted = isAdmin ? await uncountedMetrics(db, orgId, today) : [];
	return {
		isAdmin,
		metrics: uncounted.map(({ id, ...metric }) => ({ ...metric, kept: kept.get(id) ?? null })),
		/** Ids of all of them, for what rewards a metric. */
		uncounted: uncounted.map(({ id }) => String(id)),
		meetings: await listMeetings(db, organization, actor, today),
		served: { ...(await findGoals(context, actor, search)), search },
		teams: (await listTeams(db, orgId))
			.filter(({ id }) => may(actor, { may: 'meetings.keep', team: id }))
			.map(({ id, name }) => ({ id, name })),
		newId: newId<'meeting'>(now)
	};
}
export type Unserved = Awaited<ReturnType<typeof openUnserved>>;
