import type { MemberActor } from '#lib/identity/actor.ts';
import { award } from '#lib/badges/server/index.ts';
import type { RecognitionId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addJob } from '#lib/platform/server/jobs.ts';
import { checkRecognition } from './check-recognition.ts';
import { findSent } from './find-sent.ts';
import { tidy, type RecogniseCommand, type TidyCommand } from './recognise-command.ts';
import { recognitionRecipients, recognitions } from './schema.ts';

/**
 * Thanks people, with or without a badge. The moments follow from the outbox.
 * Refuses: nobody or too many to thank, oneself, an unknown value, badge, goal or person (`invalid`),
 * a badge from somebody who does not lead all of them (`forbidden`), and a request id that was used
 * for something else (`conflict`).
 */
export async function recognise(
	context: Context,
	actor: MemberActor,
	command: RecogniseCommand
): Promise<Result<{ id: RecognitionId }>> {
	const wanted = tidy(command);
	const earlier = await findSent(context.db, actor, wanted);
	if (earlier) return earlier;
	const now = context.clock.now();
	const refusal = await checkRecognition(context.db, actor, wanted, now);
	if (refusal) return refusal;
	const id = newId<'recognition'>(now);
	const isNew = await context.db.transaction((tx) => give(tx, actor, wanted, id, now));
	if (isNew) return ok({ id });
	// Two copies of one form ran side by side: the other one has committed by now.
	return (await findSent(context.db, actor, wanted)) ?? refuse('conflict', 'Please send it again.');
}

async function give(
	tx: Queryable,
	{ orgId, memberId }: MemberActor,
	command: TidyCommand,
	id: RecognitionId,
	at: Date
): Promise<boolean> {
	const { to, badgeId, ...row } = command;
	const added = await tx
		.insert(recognitions)
		.values({ ...row, orgId, id, badgeId, fromId: memberId, at, saidAt: at })
		.onConflictDoNothing({ target: [recognitions.orgId, recognitions.requestId] })
		.returning({ id: recognitions.id });
	if (!added.length) return false;
	await tx
		.insert(recognitionRecipients)
		.values(to.map((person) => ({ orgId, recognitionId: id, memberId: person })));
	if (badgeId)
		await award(tx, orgId, { badgeId, to, by: memberId, reason: `recognition:${id}`, at });
	await addJob(tx, 'react', { orgId, kind: 'recognition', id });
	return true;
}
