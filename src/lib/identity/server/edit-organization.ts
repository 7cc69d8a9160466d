import { eq } from 'drizzle-orm';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { MemberActor } from '../actor.ts';
import { may } from '../permissions.ts';
import { onlyAdmins } from './change-role.ts';
import { organizations } from './schema.ts';

/**
 * Only the name. Zone, currency, week and fiscal year decide what has been counted into which
 * period, and are for keeps.
 */
export async function editOrganization(
	context: Context,
	actor: MemberActor,
	{ name }: { name: string }
): Promise<Result<null>> {
	if (!may(actor, { may: 'organization.edit' })) return onlyAdmins();
	await context.db
		.update(organizations)
		.set({ name: name.trim() })
		.where(eq(organizations.id, actor.orgId));
	context.announce(actor.orgId, ['people']);
	return ok(null);
}
