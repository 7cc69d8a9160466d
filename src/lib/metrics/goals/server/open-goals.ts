import type { MemberActor } from '#lib/identity/actor.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { personOf } from './person-of.ts';
import { readTapped } from './taps/read-tapped.ts';

/** What the goals page shows beside the live goals. */
export async function openGoals(context: Context, actor: MemberActor) {
	const now = context.clock.now();
	const { orgId, memberId, role, teamId, manages } = actor;
	return {
		person: personOf(actor),
		/** Who moves goals about on this page. */
		mover: { memberId, role, teamId, manages },
		/** Where they have taps of their own that can be taken back. */
		tapped: await readTapped(context.db, orgId, memberId),
		tapKey: newId<'tap'>(now)
	};
}
