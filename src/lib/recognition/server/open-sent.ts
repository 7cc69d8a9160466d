import type { MemberActor } from '#lib/identity/actor.ts';
import type { RecognitionId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Sent, Value } from '../recognition.ts';
import { readSent } from './list-sent.ts';
import { listValues } from './list-values.ts';

/** One's own words with what they can be changed to; undefined for anybody else's. */
export async function openSent(
	{ db, clock }: Context,
	actor: MemberActor,
	id: RecognitionId
): Promise<{ own: Sent; values: Pick<Value, 'id' | 'name'>[] } | undefined> {
	const own = await readSent(db, actor, id, clock.now());
	if (!own) return undefined;
	const values = await listValues(db, actor.orgId);
	// A value that is no longer given may stay where it was named.
	const named = values.some((value) => value.id === own.valueId);
	return { own, values: named ? values : [{ id: own.valueId, name: own.value }, ...values] };
}
