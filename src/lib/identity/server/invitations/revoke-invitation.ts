import { and, eq, isNull } from 'drizzle-orm';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Id } from '#lib/platform/ids.ts';
import type { MemberActor } from '../../actor.ts';
import { mine } from './list-invitations.ts';
import { invitations } from './schema.ts';

export async function revokeInvitation(
	context: Pick<Context, 'db' | 'clock'>,
	actor: MemberActor,
	id: Id<'invitation'>
): Promise<Result<{ id: Id<'invitation'> }>> {
	const revoked = await context.db
		.update(invitations)
		.set({ revokedAt: context.clock.now() })
		.where(
			and(
				eq(invitations.orgId, actor.orgId),
				eq(invitations.id, id),
				mine(actor),
				isNull(invitations.revokedAt)
			)
		)
		.returning({ id: invitations.id });
	if (!revoked.length) return refuse('missing', 'This link was already taken back.');
	return ok({ id });
}
