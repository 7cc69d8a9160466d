import { and, eq, isNull } from 'drizzle-orm';
import { isUniqueViolation } from '#lib/platform/server/database.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import type { MemberActor } from '../actor.ts';
import { may } from '../permissions.ts';
import { normalEmail } from './add-member.ts';
import { gone, onlyAdmins } from './change-role.ts';
import { members } from './schema.ts';

/** The name, what other systems call them, and the e-mail they sign in with (empty: none). */
export async function correctPerson(
	context: Context,
	actor: MemberActor,
	memberId: MemberId,
	{ name, reference, email }: { name: string; reference: string; email?: string }
): Promise<Result<null>> {
	if (!may(actor, { may: 'people.manage' })) return onlyAdmins();
	try {
		const [person] = await context.db
			.update(members)
			.set({
				name: name.trim(),
				reference: reference.trim(),
				email: email ? normalEmail(email) : null
			})
			.where(and(eq(members.orgId, actor.orgId), eq(members.id, memberId), isNull(members.leftAt)))
			.returning({ id: members.id });
		if (!person) return gone();
	} catch (error) {
		if (isUniqueViolation(error, 'members_email')) return taken('email', 'e-mail');
		if (isUniqueViolation(error, 'members_reference')) return taken('reference', 'reference');
		throw error;
	}
	context.announce(actor.orgId, ['people']);
	return ok(null);
}

function taken(field: string, what: string) {
	const detail = `Somebody else here already has this ${what}.`;
	return refuse('conflict', detail, { [field]: detail });
}
