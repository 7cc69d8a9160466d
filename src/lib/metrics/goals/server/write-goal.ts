import { and, eq } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Queryable } from '#lib/platform/server/database.ts';
import { goals } from './schema.ts';
import type { StoredGoal } from './stored-goals.ts';

/** Writes these columns of a goal. The caller holds the organization's ledger. */
export async function writeGoal(
	tx: Queryable,
	goal: Pick<StoredGoal, 'orgId' | 'id'>,
	values: PgUpdateSetSource<typeof goals>
): Promise<void> {
	await tx
		.update(goals)
		.set(values)
		.where(and(eq(goals.orgId, goal.orgId), eq(goals.id, goal.id)));
}
