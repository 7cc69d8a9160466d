import { asc, eq } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { orgValues } from './schema.ts';

type Row = typeof orgValues.$inferSelect;

/** All values there ever were, in their order, held until the transaction ends: one change at a time. */
export async function holdValues(tx: Queryable, orgId: OrgId): Promise<Row[]> {
	return tx
		.select()
		.from(orgValues)
		.where(eq(orgValues.orgId, orgId))
		.orderBy(asc(orgValues.position), asc(orgValues.name))
		.for('update');
}

/** The one that is called so, in any case. */
export function called(values: Row[], name: string): Row | undefined {
	return values.find((value) => value.name.toLowerCase() === name.toLowerCase());
}
