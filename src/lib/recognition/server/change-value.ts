import { and, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { ValueId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { ValueWords } from './add-value.ts';
import { called, holdValues } from './hold-values.ts';
import { refuseSetup } from './may-set-up.ts';
import { orgValues } from './schema.ts';

/** Says a value in other words. What was said for it reads so too; moments keep the words of their day. */
export async function changeValue(
	{ db }: Context,
	actor: MemberActor,
	{ id, name, meaning }: ValueWords & { id: ValueId }
): Promise<Result<null>> {
	const refused = refuseSetup(actor);
	if (refused) return refused;
	const { orgId } = actor;
	return db.transaction(async (tx) => {
		const values = await holdValues(tx, orgId);
		if (!values.some((value) => value.id === id))
			return refuse('missing', 'This value is not one of yours.');
		const same = called(values, name);
		if (same && same.id !== id)
			return refuse('conflict', 'Another value has this name.', {
				name: same.archivedAt
					? 'An archived value has this name. Bring that one back, or choose another.'
					: 'Another value has this name. Choose another.'
			});
		await tx
			.update(orgValues)
			.set({ name, meaning })
			.where(and(eq(orgValues.orgId, orgId), eq(orgValues.id, id)));
		return ok(null);
	});
}
