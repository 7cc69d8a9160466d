import { and, eq, isNull } from 'drizzle-orm';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Id, OrgId } from '#lib/platform/ids.ts';
import { forgetKey } from './actor-of-key.ts';
import { apiKeys } from './schema.ts';

/** The next request with this key is refused. */
export async function revokeKey(
	context: Pick<Context, 'db' | 'clock'>,
	orgId: OrgId,
	keyId: Id<'key'>
): Promise<Result<{ id: Id<'key'> }>> {
	const revoked = await context.db
		.update(apiKeys)
		.set({ revokedAt: context.clock.now() })
		.where(and(eq(apiKeys.orgId, orgId), eq(apiKeys.id, keyId), isNull(apiKeys.revokedAt)))
		.returning({ id: apiKeys.id });
	forgetKey(keyId);
	if (!revoked.length) return refuse('missing', 'This key is no longer in use.');
	return ok({ id: keyId });
}
