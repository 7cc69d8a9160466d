import { and, eq, isNull } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { asksAbout } from '#lib/platform/ask.ts';
import type { Id, MemberId, OrgId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { LONGEST_TALK, MOST_TALKS, type TalkKind } from '../talking-point.ts';
import { talkingPoints } from './schema.ts';
import { whoseTalks } from './whose-talks.ts';

export interface RaisePoint {
	/** Whose one-to-one. */
	memberId: MemberId;
	kind: TalkKind;
	/** What of the kind it is about, such as a metric's key; empty for words alone. */
	about?: string;
	/** What it is about as it is now; empty for words alone. */
	title?: string;
	sentence?: string;
	/** The same one twice raises it once. */
	requestId: string;
}

/**
 * Puts something on the list of the next one-to-one. What is on it already and still open stays as it
 * was raised first. Refuses with `missing`, `forbidden` or `invalid`, and `too-many` where the list is full.
 */
export async function raisePoint(
	context: Context,
	actor: MemberActor,
	{ memberId, kind, about = '', title = '', sentence = '', requestId }: RaisePoint
): Promise<Result<{ id: Id<'talking-point'> }>> {
	const person = await whoseTalks(context, actor, memberId);
	if (!person.ok) return person;
	if (!title && !sentence.trim())
		return refuse('invalid', 'Say in a sentence what you want to talk about.');
	if (sentence.length > LONGEST_TALK) return refuse('invalid', 'Keep it shorter.');
	if (await isFull(context.db, actor.orgId, memberId, requestId))
		return refuse('too-many', 'The list is full. Talk about what is on it first.');
	const raisedAt = context.clock.now();
	const point = { orgId: actor.orgId, memberId, kind, about, title, sentence: sentence.trim() };
	const [raised] = await context.db
		.insert(talkingPoints)
		.values({
			...point,
			id: newId<'talking-point'>(raisedAt),
			requestId,
			raisedBy: actor.memberId,
			raisedAt
		})
		.onConflictDoNothing()
		.returning({ id: talkingPoints.id });
	if (!raised) return standing(context.db, actor, { memberId, kind, about, requestId });
	context.announce(actor.orgId, asksAbout(person.value));
	return ok(raised);
}

// What was sent before is answered as it was then, on a full list too.
async function isFull(db: Queryable, orgId: OrgId, memberId: MemberId, requestId: string) {
	const open = await db
		.select({ requestId: talkingPoints.requestId })
		.from(talkingPoints)
		.where(
			and(
				eq(talkingPoints.orgId, orgId),
				eq(talkingPoints.memberId, memberId),
				isNull(talkingPoints.doneAt)
			)
		);
	return open.length >= MOST_TALKS && !open.some((point) => point.requestId === requestId);
}

async function standing(
	db: Queryable,
	{ orgId, memberId: by }: MemberActor,
	{ memberId, kind, about, requestId }: Required<Pick<RaisePoint, 'about'>> & RaisePoint
): Promise<Result<{ id: Id<'talking-point'> }>> {
	const mine = and(eq(talkingPoints.requestId, requestId), eq(talkingPoints.raisedBy, by));
	const open = and(
		eq(talkingPoints.kind, kind),
		eq(talkingPoints.about, about),
		isNull(talkingPoints.doneAt)
	);
	for (const which of about ? [open, mine] : [mine]) {
		const [point] = await db
			.select({ id: talkingPoints.id })
			.from(talkingPoints)
			.where(and(eq(talkingPoints.orgId, orgId), eq(talkingPoints.memberId, memberId), which));
		if (point) return ok(point);
	}
	return refuse('conflict', 'This form was sent before. Reload it and raise it again.');
}
