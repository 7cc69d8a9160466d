import { and, eq } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { OrgId, RecognitionId, ValueId } from '#lib/platform/ids.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { checkSentence, invalid } from './check-recognition.ts';
import type { Echo } from './echo.ts';
import { wouldRepeat } from './find-habits.ts';
import { holdOwn } from './hold-own.ts';
import { listValues } from './list-values.ts';
import { readRecognition } from './read-recognition.ts';
import { tidySentence } from './recognise-command.ts';
import { recognitions } from './schema.ts';

export interface EditRecognition {
	id: RecognitionId;
	sentence: string;
	valueId: ValueId;
}

/**
 * Puts one's words otherwise, or names another value. What is said already shows everywhere that it
 * was edited, and rings nothing again; what waits is simply said in the new words. Refuses words that
 * cannot be said and, where everybody reads them, those that were said before (`invalid`), and what is
 * not one's own (`missing`).
 */
export async function editRecognition(
	context: Context,
	actor: MemberActor,
	command: EditRecognition,
	echo: Echo
): Promise<Result<null>> {
	const { orgId } = actor;
	const { id, valueId } = command;
	const sentence = tidySentence(command.sentence);
	const badSentence = checkSentence(sentence);
	if (badSentence) return badSentence;
	const edited = await context.db.transaction(async (tx) => {
		const held = await holdOwn(tx, actor, id);
		if (!held.ok) return held;
		// Only now: while it was waited for, the words may have been said.
		const now = context.clock.now();
		const before = held.value;
		if (before.sentence === sentence && before.valueId === valueId) return ok(null);
		if (before.valueId !== valueId && !(await isValue(tx, orgId, valueId)))
			return invalid('value', 'Choose what they showed.');
		const isAnew = before.inFeed && before.sentence !== sentence;
		if (isAnew && (await wouldRepeat(tx, actor, { id, sentence }, now)))
			return invalid('sentence', 'You said this before. Find words of their own.');
		const editedAt = before.saidAt <= now ? now : before.editedAt;
		await tx
			.update(recognitions)
			.set({ sentence, valueId, editedAt })
			.where(and(eq(recognitions.orgId, orgId), eq(recognitions.id, id)));
		const thanks = await readRecognition(tx, orgId, id, now);
		if (thanks) await echo.reword(tx, orgId, thanks, now);
		return ok(null);
	});
	if (edited.ok) context.announce(orgId, ['moments', 'recognitions']);
	return edited;
}

async function isValue(tx: Queryable, orgId: OrgId, valueId: ValueId): Promise<boolean> {
	return (await listValues(tx, orgId)).some(({ id }) => id === valueId);
}
