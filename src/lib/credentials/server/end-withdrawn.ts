import { and, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import { awards } from '#lib/badges/server/index.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { ofItsAward } from './live.ts';
import { credentials } from './schema.ts';

/**
 * Ends the credentials of awards that were withdrawn, before anybody is told about one. A badge that
 * is earned again may come back, but a revocation that somebody has read stays one.
 */
export async function endWithdrawn(db: Queryable, which: SQL): Promise<void> {
	await db
		.update(credentials)
		.set({ revokedAt: sql`${awards.withdrawnAt}` })
		.from(awards)
		.where(and(ofItsAward(), isNull(credentials.revokedAt), isNotNull(awards.withdrawnAt), which));
}
