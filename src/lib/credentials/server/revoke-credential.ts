import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { Id } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { credentials } from './schema.ts';

const IN_LINK = /\/credentials\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[/?#]|$)/;

/** Answers the id of the credential that the link is of. */
export const revokeForm = z.object({
	link: z
		.string('Paste the link of the shared badge.')
		.max(500, 'That is longer than a link of ours.')
		.transform((text, context) => {
			const [, id] = IN_LINK.exec(text.trim()) ?? [];
			if (!id)
				context.addIssue('Paste the whole link, like https://winbell.example.com/credentials/…');
			return id as Id<'credential'>;
		})
});

/**
 * Ends a credential for a member who cannot any more, such as one who has left and asks for it.
 * Refuses one that the organization has not shared (`missing`); one that has ended stays as it is.
 */
export async function revokeCredential(
	{ db, clock }: Context,
	actor: MemberActor,
	id: Id<'credential'>
): Promise<Result<null>> {
	if (!may(actor, { may: 'credentials.manage' }))
		return refuse('forbidden', 'A badge is revoked by its member, or by an admin for them.');
	const rows = await db
		.update(credentials)
		.set({ revokedAt: sql`coalesce(${credentials.revokedAt}, ${clock.now().toISOString()})` })
		.where(and(eq(credentials.orgId, actor.orgId), eq(credentials.id, id)))
		.returning({ id: credentials.id });
	const detail = 'Nobody of your organization has shared a badge at this link.';
	return rows.length ? ok(null) : refuse('missing', detail, { link: detail });
}
