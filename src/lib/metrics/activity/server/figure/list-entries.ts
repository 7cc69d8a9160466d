import { and, asc, eq, inArray } from 'drizzle-orm';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { BehindItem } from '../../behind.ts';
import { itemsOf, ledgerRows } from './behind-items.ts';
import { activities } from '../schema.ts';

/** These entries as everybody in the organization may see them, in the order they came in. */
export async function listEntries(
	db: Queryable,
	orgId: OrgId,
	ids: ActivityId[]
): Promise<BehindItem[]> {
	if (!ids.length) return [];
	const rows = await ledgerRows(db)
		.where(and(eq(activities.orgId, orgId), inArray(activities.id, ids)))
		.orderBy(asc(activities.position));
	const { currency } = await readOrganization(db, orgId);
	return itemsOf(db, orgId, rows, currency);
}
