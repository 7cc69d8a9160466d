import { and, eq, isNull } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { Person } from '#lib/identity/person.ts';
import type { Id } from '#lib/platform/ids.ts';
import { refuse, ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { talkingPoints } from './schema.ts';
import { whoseTalks } from './whose-talks.ts';

type StoredPoint = typeof talkingPoints.$inferSelect;

/** A talking point of a one-to-one that the actor is a side of, while it is open, with whose it is. */
export async function openPoint(
	context: Context,
	actor: MemberActor,
	id: Id<'talking-point'>
): Promise<Result<{ point: StoredPoint; person: Person }>> {
	const [point] = await context.db
		.select()
		.from(talkingPoints)
		.where(and(eq(talkingPoints.orgId, actor.orgId), eq(talkingPoints.id, id)));
	if (!point) return refuse('missing', 'This is not on the list any more. Load the page again.');
	const person = await whoseTalks(context, actor, point.memberId);
	if (!person.ok) return person;
	return point.doneAt ? talkedAbout() : ok({ point, person: person.value });
}

/** The row itself, while it is still open. */
export function stillOpen({ orgId, id }: StoredPoint) {
	return and(
		eq(talkingPoints.orgId, orgId),
		eq(talkingPoints.id, id),
		isNull(talkingPoints.doneAt)
	);
}

export function talkedAbout() {
	return refuse('conflict', 'You have talked about this already. It stands further down.');
}
