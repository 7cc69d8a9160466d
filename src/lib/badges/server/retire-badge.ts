import { and, eq, isNull } from 'drizzle-orm';
import { noteChange } from '#lib/identity/server/index.ts';
import type { BadgeId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { badges } from './schema.ts';

/** Puts a badge away that its people no longer find useful. Who holds it keeps it; once. */
export async function retireBadge(
	context: Context,
	orgId: OrgId,
	id: BadgeId,
	why: string
): Promise<boolean> {
	const at = context.clock.now();
	const done = await context.db.transaction(async (tx) => {
		const [badge] = await tx
			.update(badges)
			.set({ archivedAt: at })
			.where(and(eq(badges.orgId, orgId), eq(badges.id, id), isNull(badges.archivedAt)))
			.returning({ name: badges.name });
		if (!badge) return false;
		await noteChange(tx, {
			...{ orgId, at, by: 'programmes', kind: 'badge', subject: badge.name },
			...{ before: null, after: { name: `put away. ${why}` }, effectiveFrom: null }
		});
		return true;
	});
	if (done) context.announce(orgId, ['badges']);
	return done;
}
