import { and, asc, eq } from 'drizzle-orm';
import { preferences } from '#lib/identity/preferences/server/index.ts';
import { members } from '#lib/identity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Hidden } from '../hidden.ts';

/** Who asked that no TV names them, in an order that stays. */
export async function hiddenPeople(db: Queryable, orgId: OrgId): Promise<Hidden[]> {
	return db
		.select({ id: members.id, name: members.name })
		.from(preferences)
		.innerJoin(
			members,
			and(eq(members.orgId, preferences.orgId), eq(members.id, preferences.memberId))
		)
		.where(and(eq(preferences.orgId, orgId), eq(preferences.hideFromTv, true)))
		.orderBy(asc(members.id));
}
