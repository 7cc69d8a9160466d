import { and, eq } from 'drizzle-orm';
import type { Context } from '#lib/platform/server/context.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { MemberActor } from '../actor.ts';
import { sessions } from './schema.ts';

/** Ends the session that is asking, and closes its sockets. */
export async function signOut(context: Context, actor: MemberActor): Promise<void> {
	await context.db
		.delete(sessions)
		.where(and(eq(sessions.orgId, actor.orgId), eq(sessions.tokenHash, actor.session)));
	context.announce(actor.orgId, [`revoked:session:${actor.session}`]);
}

/** Ends every session of a member, on every device. */
export async function signOutEverywhere(
	context: Context,
	orgId: OrgId,
	memberId: MemberId
): Promise<void> {
	await context.db
		.delete(sessions)
		.where(and(eq(sessions.orgId, orgId), eq(sessions.memberId, memberId)));
	context.announce(orgId, [`revoked:member:${memberId}`]);
}
