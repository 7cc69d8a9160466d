import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import { refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { NOT_YOURS } from '../../own-typo.ts';
import type { Ledger } from '../ledger.ts';
import { readRows } from '../read-rows.ts';

/**
 * Takes back what the actor typed in for themselves today, while its day is open; a second time
 * changes nothing. Refuses with `missing`, `forbidden` or `conflict`.
 */
export async function takeBackOwn(
	context: Context,
	ledger: Ledger,
	actor: MemberActor,
	id: ActivityId
): Promise<Result<{ reversed: boolean }>> {
	const [row] = await readRows(context.db, actor.orgId, [id]);
	if (!row) return refuse('missing', 'This activity is not in the ledger.');
	if (!may(actor, { may: 'activities.takeBack', of: row.memberId }))
		return refuse('forbidden', NOT_YOURS);
	return ledger.reverseOwn(actor.orgId, id, actor.memberId);
}
