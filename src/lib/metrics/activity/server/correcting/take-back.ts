import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { NONE, type ActivityId, type TeamId } from '#lib/platform/ids.ts';
import { refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { LateDay } from '../../entry.ts';
import type { Ledger } from '../ledger.ts';
import { readRows } from '../read-rows.ts';

/**
 * Reverses an entry for whoever leads the team it was earned in, with the reason they give; `late` are
 * the closed days whose figures stay as they were.
 */
export async function takeBack(
	context: Context,
	ledger: Ledger,
	actor: MemberActor,
	{ id, reason }: { id: ActivityId; reason: string }
): Promise<Result<{ reversed: boolean; late: LateDay[] }>> {
	const [row] = await readRows(context.db, actor.orgId, [id]);
	if (!row) return refuse('missing', 'This activity is not in the ledger.');
	const team = row.teamId === NONE ? null : (row.teamId as TeamId);
	if (!may(actor, { may: 'activities.reverse', team }))
		return refuse('forbidden', 'Only who leads the team it was earned in can take it back.');
	return ledger.reverse(actor.orgId, id, { by: `member:${actor.memberId}`, note: reason });
}
