import { and, eq, inArray } from 'drizzle-orm';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { BehindItem } from '../../behind.ts';
import { itemsOf, ledgerRows } from './behind-items.ts';
import { activities } from '../schema.ts';

/** Entries by their ids, each as it stands behind a figure. */
export async function entriesOf(
	db: Queryable,
	orgId: OrgId,
	ids: ActivityId[]
): Promise<Map<string, BehindItem>> {
	if (!ids.length) return new Map();
	const { currency } = await readOrganization(db, orgId);
	const rows = await ledgerRows(db).where(
		and(eq(activities.orgId, orgId), inArray(activities.id, ids))
	);
	const items = await itemsOf(db, orgId, rows, currency);
	return new Map(items.map((item) => [item.id, item]));
}
