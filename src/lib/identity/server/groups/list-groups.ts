import { and, asc, eq, isNull } from 'drizzle-orm';
import type { GroupId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Group } from '../../group.ts';
import { members } from '../schema.ts';
import { groupMemberships, groups } from './schema.ts';

/** All groups by name, each with the people who are in it for the time being. */
export async function listGroups(db: Queryable, orgId: OrgId): Promise<Group[]> {
	const found = await db
		.select({ id: groups.id, key: groups.key, name: groups.name })
		.from(groups)
		.where(eq(groups.orgId, orgId))
		.orderBy(asc(groups.name), asc(groups.id));
	const people = await peopleIn(db, orgId);
	return found.map((group) => ({
		...group,
		members: people.filter(({ groupId }) => groupId === group.id).map(({ person }) => person)
	}));
}

/** One group of the organization; undefined for another organization's. */
export async function readGroup(
	db: Queryable,
	orgId: OrgId,
	groupId: GroupId
): Promise<Group | undefined> {
	return (await listGroups(db, orgId)).find(({ id }) => id === groupId);
}

async function peopleIn(db: Queryable, orgId: OrgId) {
	return db
		.select({
			groupId: groupMemberships.groupId,
			person: {
				id: members.id,
				name: members.name,
				colour: members.colour,
				since: groupMemberships.startsOn
			}
		})
		.from(groupMemberships)
		.innerJoin(
			members,
			and(eq(members.orgId, groupMemberships.orgId), eq(members.id, groupMemberships.memberId))
		)
		.where(
			and(
				eq(groupMemberships.orgId, orgId),
				isNull(groupMemberships.endsOn),
				isNull(members.leftAt)
			)
		)
		.orderBy(asc(members.name), asc(members.id));
}
