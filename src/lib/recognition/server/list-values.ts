import { and, asc, eq, isNull } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Value } from '../recognition.ts';
import { orgValues } from './schema.ts';

/** What a recognition can name today, in the organization's order. */
export async function listValues(db: Queryable, orgId: OrgId): Promise<Value[]> {
	return db
		.select({ id: orgValues.id, name: orgValues.name, meaning: orgValues.meaning })
		.from(orgValues)
		.where(and(eq(orgValues.orgId, orgId), isNull(orgValues.archivedAt)))
		.orderBy(asc(orgValues.position), asc(orgValues.name));
}
