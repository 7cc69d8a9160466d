import { and, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { ValueId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { holdValues } from './hold-values.ts';
import { refuseSetup } from './may-set-up.ts';
import { orgValues } from './schema.ts';

/** Puts a value one place up or down; the first one stays first when it is moved up. */
export async function moveValue(
	{ db }: Context,
	actor: MemberActor,
	{ id, to }: { id: ValueId; to: 'up' | 'down' }
): Promise<Result<null>> {
	const refused = refuseSetup(actor);
	if (refused) return refused;
	const { orgId } = actor;
	return db.transaction(async (tx) => {
		const values = (await holdValues(tx, orgId)).filter(({ archivedAt }) => !archivedAt);
		const from = values.findIndex((value) => value.id === id);
		if (from < 0) return refuse('missing', 'This value is not one of yours.');
		const [moved] = values.splice(from, 1);
		values.splice(Math.max(0, to === 'up' ? from - 1 : from + 1), 0, moved!);
		for (const [position, value] of values.entries())
			if (value.position !== position)
				await tx
					.update(orgValues)
					.set({ position })
					.where(and(eq(orgValues.orgId, orgId), eq(orgValues.id, value.id)));
		return ok(null);
	});
}
