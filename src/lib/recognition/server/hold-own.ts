import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { RecognitionId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { recognitions } from './schema.ts';
import { holdRecognition } from './speak.ts';

type Row = typeof recognitions.$inferSelect;

/** What somebody said themselves and may change, held until the transaction ends. */
export async function holdOwn(
	tx: Queryable,
	actor: MemberActor,
	id: RecognitionId
): Promise<Result<Row>> {
	const held = await holdRecognition(tx, actor.orgId, id);
	// Somebody else's is not told from one that is not there: it may be for one person alone.
	if (!held || !may(actor, { may: 'recognition.change', of: held.fromId }))
		return refuse('missing', 'You have said no such words. Look among those you have said.');
	if (held.withdrawnAt) return refuse('missing', 'You have taken this back already.');
	return ok(held);
}
