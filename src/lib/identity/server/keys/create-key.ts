import { hashSecret, newId, newSecret } from '#lib/platform/server/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Id, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Scope } from '../../actor.ts';
import { apiKeys } from './schema.ts';

/** `key` is in nobody's hands but the caller's: it is shown once, the table holds its SHA-256. */
export async function createKey(
	context: Pick<Context, 'db' | 'clock'>,
	orgId: OrgId,
	command: { name: string; scopes: Scope[] },
	by: MemberId | null
): Promise<{ id: Id<'key'>; key: string }> {
	const now = context.clock.now();
	const id = newId<'key'>(now);
	const key = `wb_${newSecret()}`;
	await context.db.insert(apiKeys).values({
		orgId,
		id,
		name: command.name.trim(),
		keyHash: hashSecret(key),
		prefix: key.slice(0, 9),
		scopes: [...new Set(command.scopes)],
		createdBy: by,
		createdAt: now
	});
	return { id, key };
}
