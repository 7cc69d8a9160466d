import { and, asc, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { SentRecognition, TidyCommand } from './recognise-command.ts';
import { recognitionRecipients, recognitions } from './schema.ts';

type Row = typeof recognitions.$inferSelect;

/** What this request id did the first time; a `conflict` where that was something else. */
export async function findSent(
	db: Queryable,
	actor: MemberActor,
	wanted: TidyCommand
): Promise<Result<SentRecognition> | undefined> {
	const [sent] = await db
		.select()
		.from(recognitions)
		.where(and(eq(recognitions.orgId, actor.orgId), eq(recognitions.requestId, wanted.requestId)));
	if (!sent) return undefined;
	const recipients = await db
		.select({ id: recognitionRecipients.memberId })
		.from(recognitionRecipients)
		.where(
			and(
				eq(recognitionRecipients.orgId, actor.orgId),
				eq(recognitionRecipients.recognitionId, sent.id)
			)
		)
		.orderBy(asc(recognitionRecipients.memberId));
	const to = recipients.map((recipient) => recipient.id);
	const before = [to, sent.fromId, ...contentOf(sent, sent)];
	const now = [wanted.to, actor.memberId, ...contentOf(wanted, sent)];
	if (JSON.stringify(before) === JSON.stringify(now)) return ok(asSent(sent));
	return refuse(
		'conflict',
		'This form was already sent with other words. Open a new one to recognise again.'
	);
}

/** A recognition as its sender hears of it. */
export function asSent({ id, saidAt, inFeed, damped }: Row): SentRecognition {
	return { id, saidAt, isPrivate: !inFeed, damped };
}

// What was put in other words since, or stays with the person, was sent otherwise than it now reads.
function contentOf(content: Row | TidyCommand, { editedAt, damped }: Row): unknown[] {
	const { badgeId, goalId, momentId, activityId, valueId, sentence, inFeed, onTv } = content;
	const forHuddle = 'when' in content ? content.when === 'huddle' : content.forHuddle;
	return [
		[badgeId, goalId, momentId, activityId, forHuddle],
		editedAt ? [] : [valueId, sentence],
		damped ? [] : [inFeed, onTv]
	];
}
