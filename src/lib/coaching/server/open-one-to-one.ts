import type { MemberActor } from '#lib/identity/actor.ts';
import {
	listPeople,
	listTeams,
	readOrganization,
	type Person
} from '#lib/identity/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { readTalks } from './read-talks.ts';
import { whoseTalks } from './whose-talks.ts';

/** The page of a one-to-one, the same for both sides. */
export async function openOneToOne(context: Context, actor: MemberActor, memberId: MemberId) {
	const found = await whoseTalks(context, actor, memberId);
	if (!found.ok) return found;
	const now = context.clock.now();
	const { id, name, colour, teamId } = found.value;
	return ok({
		person: { id, name, colour, teamId },
		isOwn: id === actor.memberId,
		leaders: await leadersOf(context.db, actor.orgId, found.value, now),
		...(await readTalks(context.db, actor.orgId, memberId, actor.memberId)),
		requestId: newId<'request'>(now)
	});
}
export type OneToOne =
	Awaited<ReturnType<typeof openOneToOne>> extends Result<infer Value> ? Value : never;

/** Names of who is on the other side: the team's managers, or the admins of somebody without one. */
async function leadersOf(
	db: Queryable,
	orgId: OrgId,
	person: Person,
	now: Date
): Promise<string[]> {
	const { timeZone } = await readOrganization(db, orgId);
	const people = await listPeople(db, orgId, dayIn(timeZone, now));
	const team = (await listTeams(db, orgId)).find(({ id }) => id === person.teamId);
	const managers = (team?.managerIds ?? []).filter((id) => id !== person.id);
	return people
		.filter(({ id, role }) =>
			managers.length ? managers.includes(id) : role === 'admin' && id !== person.id
		)
		.map(({ name }) => name);
}
