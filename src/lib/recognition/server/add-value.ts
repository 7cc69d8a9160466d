import { and, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { MOST_VALUES } from '../rules.ts';
import { called, holdValues } from './hold-values.ts';
import { refuseSetup } from './may-set-up.ts';
import { orgValues } from './schema.ts';

export interface ValueWords {
	name: string;
	meaning: string;
}

/**
 * Adds a value at the end; one of that name that was archived comes back. Refuses a name that is
 * there (`conflict`) and more values than anybody keeps in mind (`invalid`).
 */
export async function addValue(
	{ db, clock }: Context,
	actor: MemberActor,
	{ name, meaning }: ValueWords
): Promise<Result<null>> {
	const refused = refuseSetup(actor);
	if (refused) return refused;
	const { orgId } = actor;
	return db.transaction(async (tx) => {
		const values = await holdValues(tx, orgId);
		const same = called(values, name);
		if (same && !same.archivedAt)
			return refuse('conflict', 'You have this value already.', {
				name: 'You have this value already. Give it another name.'
			});
		if (values.filter(({ archivedAt }) => !archivedAt).length >= MOST_VALUES)
			return refuse('invalid', `Keep at most ${MOST_VALUES} values. Archive one first.`);
		const position = Math.max(-1, ...values.map((value) => value.position)) + 1;
		if (same)
			await tx
				.update(orgValues)
				.set({ name, meaning: meaning || same.meaning, position, archivedAt: null })
				.where(and(eq(orgValues.orgId, orgId), eq(orgValues.id, same.id)));
		else
			await tx
				.insert(orgValues)
				.values({ orgId, id: newId<'value'>(clock.now()), name, meaning, position });
		return ok(null);
	});
}
