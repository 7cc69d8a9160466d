import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { GroupId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { MemberActor } from '../../actor.ts';
import { may } from '../../permissions.ts';
import { noSuchGroup, onlyLeaders } from './add-group.ts';
import { gone } from '../change-role.ts';
import { readOrganization } from '../read-organization.ts';
import { members } from '../schema.ts';
import { groupMemberships, groups } from './schema.ts';

/**
 * Exactly these people are in the group from now on. Today is the first day of those who come and
 * the last day of those who go, so nothing that somebody earned in it is rewritten; who came only
 * today and goes again was never in it.
 */
export async function setGroupMembers(
	context: Context,
	actor: MemberActor,
	groupId: GroupId,
	memberIds: MemberId[]
): Promise<Result<{ came: number; went: number }>> {
	if (!may(actor, { may: 'groups.manage' })) return onlyLeaders();
	const { orgId } = actor;
	const { timeZone } = await readOrganization(context.db, orgId);
	const today = dayIn(timeZone, context.clock.now());
	const wanted = new Set(memberIds);
	const done = await context.db.transaction(async (tx) => {
		if (!(await holdGroup(tx, orgId, groupId))) return noSuchGroup();
		if (!(await areHere(tx, orgId, [...wanted]))) return gone();
		const within = await membersOf(tx, orgId, groupId);
		const came = [...wanted].filter((id) => !within.includes(id));
		const went = within.filter((id) => !wanted.has(id));
		const group = { orgId, groupId, today };
		if (went.length) await end(tx, group, went);
		if (came.length) await begin(tx, group, came);
		return ok({ came: came.length, went: went.length });
	});
	if (done.ok && done.value.came + done.value.went) context.announce(orgId, ['groups']);
	return done;
}

interface GroupToday {
	orgId: OrgId;
	groupId: GroupId;
	today: Day;
}

// Two who keep the same group at once would both let the same people in.
async function holdGroup(tx: Queryable, orgId: OrgId, groupId: GroupId): Promise<boolean> {
	const found = await tx
		.select({ id: groups.id })
		.from(groups)
		.where(and(eq(groups.orgId, orgId), eq(groups.id, groupId)))
		.for('update');
	return found.length === 1;
}

async function areHere(tx: Queryable, orgId: OrgId, ids: MemberId[]): Promise<boolean> {
	if (!ids.length) return true;
	const here = await tx
		.select({ id: members.id })
		.from(members)
		.where(and(eq(members.orgId, orgId), inArray(members.id, ids), isNull(members.leftAt)));
	return here.length === ids.length;
}

async function membersOf(tx: Queryable, orgId: OrgId, groupId: GroupId): Promise<MemberId[]> {
	const rows = await tx
		.select({ id: groupMemberships.memberId })
		.from(groupMemberships)
		.innerJoin(
			members,
			and(eq(members.orgId, groupMemberships.orgId), eq(members.id, groupMemberships.memberId))
		)
		.where(
			and(
				eq(groupMemberships.orgId, orgId),
				eq(groupMemberships.groupId, groupId),
				isNull(groupMemberships.endsOn),
				isNull(members.leftAt)
			)
		);
	return rows.map(({ id }) => id);
}

async function end(tx: Queryable, { orgId, groupId, today }: GroupToday, ids: MemberId[]) {
	const theirs = and(
		eq(groupMemberships.orgId, orgId),
		eq(groupMemberships.groupId, groupId),
		inArray(groupMemberships.memberId, ids),
		isNull(groupMemberships.endsOn)
	);
	await tx.delete(groupMemberships).where(and(theirs, eq(groupMemberships.startsOn, today)));
	await tx.update(groupMemberships).set({ endsOn: today }).where(theirs);
}

// Who went today and is back today has never been away.
async function begin(tx: Queryable, { orgId, groupId, today }: GroupToday, ids: MemberId[]) {
	const back = await tx
		.update(groupMemberships)
		.set({ endsOn: null })
		.where(
			and(
				eq(groupMemberships.orgId, orgId),
				eq(groupMemberships.groupId, groupId),
				inArray(groupMemberships.memberId, ids),
				eq(groupMemberships.endsOn, today)
			)
		)
		.returning({ id: groupMemberships.memberId });
	const others = ids.filter((memberId) => !back.some(({ id }) => id === memberId));
	if (!others.length) return;
	await tx
		.insert(groupMemberships)
		.values(others.map((memberId) => ({ orgId, groupId, memberId, startsOn: today })));
}
