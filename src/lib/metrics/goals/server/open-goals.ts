import type { MemberActor } from '#lib/identity/actor.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { personOf } from './person-of.ts';
import { readAlignment } from './read-alignment.ts';

/** What the goals page shows beside the live goals. */
export async function openGoals(context: Context, actor: MemberActor) {
	const now = context.clock.now();
	return {
		person: personOf(actor),
		alignment: await readAlignment(context.db, actor.orgId, actor.memberId, now),
		tapKey: newId<'tap'>(now)
	};
}
