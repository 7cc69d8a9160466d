import { and, eq, inArray, or } from 'drizzle-orm';
import { members } from '#lib/identity/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';

/** Member id → what other systems call that person. Boards for screens do not carry it. */
export async function referencesOf(
	db: Queryable,
	orgId: OrgId,
	ids: MemberId[]
): Promise<Map<string, string>> {
	if (!ids.length) return new Map();
	const rows = await db
		.select({ id: members.id, reference: members.reference })
		.from(members)
		.where(and(eq(members.orgId, orgId), inArray(members.id, ids)));
	return new Map(rows.map((row) => [row.id, row.reference]));
}

/** Whom other systems call so, or whose e-mail it is; undefined for nobody of the organization. */
export async function findByReference(
	db: Queryable,
	orgId: OrgId,
	name: string
): Promise<MemberId | undefined> {
	const found = await db
		.select({ id: members.id, reference: members.reference })
		.from(members)
		.where(
			and(
				eq(members.orgId, orgId),
				or(eq(members.reference, name), eq(members.email, name.toLowerCase()))
			)
		);
	return (found.find(({ reference }) => reference === name) ?? found[0])?.id;
}
