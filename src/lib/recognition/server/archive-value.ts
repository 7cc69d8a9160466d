import { and, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { ValueId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { holdValues } from './hold-values.ts';
import { refuseSetup } from './may-set-up.ts';
import { orgValues } from './schema.ts';

/**
 * No longer offers a value; what was said for it stays. Refuses to archive the last one (`invalid`),
 * since every recognition names one.
 */
export async function archiveValue(
	{ db, clock }: Context,
	actor: MemberActor,
	id: ValueId
): Promise<Result<null>> {
	const refused = refuseSetup(actor);
	if (refused) return refused;
	const { orgId } = actor;
	return db.transaction(async (tx) => {
		const values = await holdValues(tx, orgId);
		const value = values.find((each) => each.id === id);
		if (!value) return refuse('missing', 'This value is not one of yours.');
		if (value.archivedAt) return ok(null);
		if (values.filter(({ archivedAt }) => !archivedAt).length === 1)
			return refuse('invalid', 'Every recognition names a value. Add another one first.');
		await tx
			.update(orgValues)
			.set({ archivedAt: clock.now() })
			.where(and(eq(orgValues.orgId, orgId), eq(orgValues.id, id)));
		return ok(null);
	});
}
