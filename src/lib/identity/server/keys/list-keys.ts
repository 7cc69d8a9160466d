import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Id, OrgId } from '#lib/platform/ids.ts';
import type { Scope } from '../../actor.ts';
import { apiKeys } from './schema.ts';

export interface KeyOnList {
	id: Id<'key'>;
	name: string;
	/** The first characters, to tell keys apart. */
	prefix: string;
	scopes: Scope[];
	createdAt: Date;
	/** To the minute. */
	lastUsedAt: Date | null;
}

/** Keys that work, newest first. */
export async function listKeys(db: Queryable, orgId: OrgId): Promise<KeyOnList[]> {
	const rows = await db
		.select({
			id: apiKeys.id,
			name: apiKeys.name,
			prefix: apiKeys.prefix,
			scopes: apiKeys.scopes,
			createdAt: apiKeys.createdAt,
			lastUsedAt: apiKeys.lastUsedAt
		})
		.from(apiKeys)
		.where(and(eq(apiKeys.orgId, orgId), isNull(apiKeys.revokedAt)))
		.orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
	return rows.map((row) => ({ ...row, scopes: row.scopes as Scope[] }));
}
