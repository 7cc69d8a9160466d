import { eq } from 'drizzle-orm';
import { displays } from '#lib/displays/server/index.ts';
import { members } from '#lib/identity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { findDemo } from './find-demo.ts';
import { removeOrganization } from './remove-organization.ts';

/**
 * Removes the demo team and everything of it, and closes its screens. An installation that held
 * nothing else offers the first run again.
 */
export async function leaveDemo({ context }: { context: Context }): Promise<Result<void>> {
	const demo = await findDemo(context.db);
	if (!demo) return refuse('missing', 'There is no demo team here to leave.');
	const facts = await revocations(context, demo.id);
	await removeOrganization(context.db, demo.id);
	context.announce(demo.id, facts);
	return ok(undefined);
}

async function revocations({ db }: Context, orgId: OrgId): Promise<string[]> {
	const people = await db.select({ id: members.id }).from(members).where(eq(members.orgId, orgId));
	const tvs = await db.select({ id: displays.id }).from(displays).where(eq(displays.orgId, orgId));
	return [
		...people.map(({ id }) => `revoked:member:${id}`),
		...tvs.map(({ id }) => `revoked:display:${id}`)
	];
}
