import { and, count, eq } from 'drizzle-orm';
import { newId } from '#lib/platform/server/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Role } from '../actor.ts';
import { hashPassword } from './passwords.ts';
import { members } from './schema.ts';

export interface NewMember {
	name: string;
	/** What other systems call them; the e-mail, else the name, where left out. */
	reference?: string;
	email?: string;
	role: Role;
	password?: string;
}

const COLOURS = 6;

/** Refuses (`conflict`) an e-mail or reference that the organization already has. */
export async function addMember(
	tx: Queryable,
	orgId: OrgId,
	command: NewMember,
	now: Date
): Promise<Result<{ id: MemberId }>> {
	const email = command.email ? normalEmail(command.email) : null;
	const reference = command.reference?.trim() || email || command.name.trim();
	const passwordHash = command.password ? await hashPassword(command.password) : null;
	const [size] = await tx.select({ n: count() }).from(members).where(eq(members.orgId, orgId));
	const [made] = await tx
		.insert(members)
		.values({
			orgId,
			id: newId<'member'>(now),
			reference,
			name: command.name.trim(),
			email,
			passwordHash,
			role: command.role,
			colour: ((size?.n ?? 0) % COLOURS) + 1,
			joinedAt: now
		})
		.onConflictDoNothing()
		.returning({ id: members.id });
	return made ? ok({ id: made.id }) : taken(tx, orgId, reference, email);
}

export function normalEmail(email: string): string {
	return email.trim().toLowerCase();
}

async function taken(
	tx: Queryable,
	orgId: OrgId,
	reference: string,
	email: string | null
): Promise<Result<never>> {
	const [other] = email
		? await tx
				.select({ name: members.name })
				.from(members)
				.where(and(eq(members.orgId, orgId), eq(members.email, email)))
		: [];
	if (other)
		return refuse('conflict', `${email} already belongs to ${other.name}. Use another e-mail.`, {
			email: `This e-mail already belongs to ${other.name}.`
		});
	const detail = `Somebody here is already called “${reference}”. Give this person another reference.`;
	return refuse('conflict', detail, { reference: detail });
}
