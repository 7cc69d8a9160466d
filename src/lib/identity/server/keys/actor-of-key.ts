import { and, eq, isNull, lt, or } from 'drizzle-orm';
import { hashSecret } from '#lib/platform/server/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { KeyActor, Scope } from '../../actor.ts';
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

/** How long an answer holds: a key that another process revokes is refused within a second. */
const RECALLED_MS = 1000;
const RECALLED_AT_MOST = 1000;
const recalled = new Map<string, { actor: KeyActor; until: number }>();

/** `actorOfKey` for a door that the same key knocks at a thousand times a second. */
export async function recallKey(db: Queryable, key: string, now: Date): Promise<KeyActor | null> {
	const hash = hashSecret(key);
	const hit = recalled.get(hash);
	if (hit && hit.until > now.getTime()) return hit.actor;
	recalled.delete(hash);
	const actor = await actorOfKey(db, key, now);
	if (recalled.size >= RECALLED_AT_MOST) recalled.clear();
	if (actor) recalled.set(hash, { actor, until: now.getTime() + RECALLED_MS });
	return actor;
}

/** What this process revokes, it refuses at once. */
export function forgetKey(id: KeyActor['keyId']): void {
	for (const [hash, { actor }] of recalled) if (actor.keyId === id) recalled.delete(hash);
}
