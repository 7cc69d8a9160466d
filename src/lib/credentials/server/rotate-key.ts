import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { replaceKey } from './signing-key.ts';

/**
 * A new key for what is shared from now on. What the old one signed stays valid: its public half is
 * published as long as the organization is here.
 */
export async function rotateKey(
	{ db, clock }: Context,
	actor: MemberActor
): Promise<Result<{ keyId: string }>> {
	if (!may(actor, { may: 'credentials.manage' }))
		return refuse('forbidden', 'The signing key is kept by admins. Ask one of yours.');
	const { id } = await replaceKey(db, actor.orgId, clock.now(), { onlyIfNone: false });
	return ok({ keyId: id });
}
