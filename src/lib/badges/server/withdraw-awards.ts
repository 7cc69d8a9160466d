import { and, eq, isNull } from 'drizzle-orm';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { awards } from './schema.ts';

/** Takes back what was given for a reason, in the transaction that takes the reason back. */
export async function withdrawAwards(
	tx: Queryable,
	orgId: OrgId,
	reason: string,
	at: Date
): Promise<void> {
	await tx
		.update(awards)
		.set({ withdrawnAt: at })
		.where(and(eq(awards.orgId, orgId), eq(awards.reason, reason), isNull(awards.withdrawnAt)));
}
