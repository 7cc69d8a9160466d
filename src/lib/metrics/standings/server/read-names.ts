import { and, eq, inArray } from 'drizzle-orm';
import { members } from '#lib/identity/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

export interface Named {
	name: string;
	colour: number;
}

/** Beyond so many, everybody is read rather than each one looked for. */
const MANY = 500;

/** What members are called, whether they are still here or not. */
export async function readNames(
	db: Queryable,
	orgId: OrgId,
	ids: MemberId[]
): Promise<Map<MemberId, Named>> {
	if (!ids.length) return new Map();
	const rows = await db
		.select({ id: members.id, name: members.name, colour: members.colour })
		.from(members)
		.where(and(eq(members.orgId, orgId), ids.length > MANY ? undefined : inArray(members.id, ids)));
	return new Map(rows.map(({ id, name, colour }) => [id, { name, colour }]));
}
