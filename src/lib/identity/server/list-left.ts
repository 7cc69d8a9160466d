import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import { members } from './schema.ts';

/** People who left, the latest first. */
export async function listLeft(db: Queryable, orgId: OrgId) {
	return db
		.select({ id: members.id, name: members.name, colour: members.colour, leftAt: members.leftAt })
		.from(members)
		.where(and(eq(members.orgId, orgId), isNotNull(members.leftAt)))
		.orderBy(desc(members.leftAt), desc(members.id));
}
