import { and, asc, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { RecognitionId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { TidyCommand } from './recognise-command.ts';
import { recognitionRecipients, recognitions } from './schema.ts';

/** What this request id did the first time; a `conflict` where that was something else. */
export async function findSent(
	db: Queryable,
	actor: MemberActor,
	wanted: TidyCommand
): Promise<Result<{ id: RecognitionId }> | undefined> {
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
	const { fromId, valueId, badgeId, goalId, sentence, inFeed, onTv } = sent;
	const to = recipients.map((recipient) => recipient.id);
	const before = [fromId, to, valueId, badgeId, goalId, sentence, inFeed, onTv];
	const now = [
		actor.memberId,
		wanted.to,
		wanted.valueId,
		wanted.badgeId,
		wanted.goalId,
		wanted.sentence,
		wanted.inFeed,
		wanted.onTv
	];
	if (JSON.stringify(before) === JSON.stringify(now)) return ok({ id: sent.id });
	return refuse(
		'conflict',
		'This form was already sent with other words. Open a new one to recognise again.'
	);
}
