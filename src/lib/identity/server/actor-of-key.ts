import { and, eq, isNull, lt, or } from 'drizzle-orm';
import { hashSecret } from '#lib/platform/server/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { KeyActor, Scope } from '../actor.ts';
import { apiKeys } from './schema.ts';

// A write per request would cost ingest a tenth of its speed; a minute is near enough for "last used".
const NOTED_EVERY_MS = 60_000;

/** Null for a key that nobody made, or that has been revoked. */
export async function actorOfKey(db: Queryable, key: string, now: Date): Promise<KeyActor | null> {
	const [row] = await db
		.select({
			orgId: apiKeys.orgId,
			id: apiKeys.id,
			scopes: apiKeys.scopes,
			lastUsedAt: apiKeys.lastUsedAt
		})
		.from(apiKeys)
		.where(and(eq(apiKeys.keyHash, hashSecret(key)), isNull(apiKeys.revokedAt)));
	if (!row) return null;
	const stale = new Date(now.getTime() - NOTED_EVERY_MS);
	if (!row.lastUsedAt || row.lastUsedAt < stale)
		await db
			.update(apiKeys)
			.set({ lastUsedAt: now })
			.where(
				and(
					eq(apiKeys.orgId, row.orgId),
					eq(apiKeys.id, row.id),
					or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, stale))
				)
			);
	return { kind: 'key', orgId: row.orgId, keyId: row.id, scopes: row.scopes as Scope[] };
}

/** How long an answer holds: a revoked key is refused within a second. */
const RECALLED_MS = 1000;
const RECALLED_AT_MOST = 1000;

/** `actorOfKey` for a door that the same key knocks at a thousand times a second. */
export function recallKey(): typeof actorOfKey {
	const known = new Map<string, { actor: KeyActor; until: number }>();
	return async (db, key, now) => {
		const hit = known.get(key);
		if (hit && hit.until > now.getTime()) return hit.actor;
		known.delete(key);
		const actor = await actorOfKey(db, key, now);
		if (known.size >= RECALLED_AT_MOST) known.clear();
		if (actor) known.set(key, { actor, until: now.getTime() + RECALLED_MS });
		return actor;
	};
}
