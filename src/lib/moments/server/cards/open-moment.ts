import { and, asc, count, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { listEntries } from '#lib/metrics/activity/server/index.ts';
import type { MemberId, MomentId, OrgId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { topicKey } from '#lib/realtime/protocol.ts';
import { FEEDERS_SHOWN, ROWS_BEHIND, type OpenedMoment } from '../../opened-moment.ts';
import { isIn } from '../../group-words.ts';
import type { MomentCard } from '../../moment.ts';
import { coachingFor } from '../talk/coaching-for.ts';
import { readCards } from './read-cards.ts';
import { readGroupPeople } from './read-group-people.ts';
import { momentActivities } from '../schema.ts';
import { teamNow } from '../team-now.ts';

/**
 * What belongs to a moment's page beside what is live on it: the activities behind it, and the
 * coaching lines for who may read them. Refuses one that is not in the person's feed (`missing`).
 */
export async function openMoment(
	context: Context,
	actor: MemberActor,
	id: MomentId
): Promise<Result<OpenedMoment>> {
	const { orgId, memberId } = actor;
	const [card] = await readCards(context.db, orgId, { id, viewer: memberId, limit: 1 });
	if (!card) return refuse('missing', 'This moment is not in the feed any more.');
	const person = card.member.id;
	const team = await teamNow(context, orgId, person);
	const group = card.group && (await feedersOf(context.db, actor, id));
	const mayRead = !group && may(actor, { may: 'coaching.read', of: person, team });
	return ok({
		topic: topicKey('comments', { moment: id, me: isMine(card, memberId) ? memberId : undefined }),
		...(await behind(context.db, orgId, id)),
		people: group ?? [],
		coaching: mayRead ? await coachingFor(context.db, orgId, person, id) : null,
		mayCoach: !group && person !== memberId && may(actor, { may: 'coaching.write', team }),
		mayRemove: may(actor, { may: 'comments.remove', team })
	});
}

function isMine({ group, member }: MomentCard, me: MemberId): boolean {
	return group ? isIn(group, me) : member.id === me;
}

async function feedersOf(db: Queryable, { orgId, memberId }: MemberActor, id: MomentId) {
	const asked = { viewer: memberId, first: memberId, most: FEEDERS_SHOWN };
	return (await readGroupPeople(db, orgId, [id], asked)).get(id)?.people;
}

async function behind(db: Queryable, orgId: OrgId, id: MomentId) {
	const itsOwn = and(eq(momentActivities.orgId, orgId), eq(momentActivities.momentId, id));
	const rows = await db
		.select({ id: momentActivities.activityId })
		.from(momentActivities)
		.where(itsOwn)
		.orderBy(asc(momentActivities.activityId))
		.limit(ROWS_BEHIND);
	const [all] = await db.select({ n: count() }).from(momentActivities).where(itsOwn);
	const ids = rows.map((row) => row.id);
	return { behind: await listEntries(db, orgId, ids), more: all!.n - ids.length };
}
