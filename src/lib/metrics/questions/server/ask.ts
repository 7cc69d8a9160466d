import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readRows } from '#lib/metrics/activity/server/index.ts';
import type { ActivityId, Id } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { isUniqueViolation } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { concernedByQuestion } from './concerned.ts';
import { isTakenBack } from './taken-back.ts';
import { questions } from './schema.ts';

const OVER = 'This entry is taken back already. Question the line that did it.';
const AGAIN = 'This entry was taken back and counts again. Question the line that brought it back.';

/**
 * A member's question about an entry of their own. Of their own alone: it is they who were there, and
 * a board on which everybody questions everybody is a quarrel.
 */
export async function ask(
	context: Context,
	actor: MemberActor,
	{ entry, sentence }: { entry: ActivityId; sentence: string }
): Promise<Result<{ id: Id<'question'> }>> {
	const { orgId, memberId } = actor;
	const [row] = await readRows(context.db, orgId, [entry]);
	if (!row) return refuse('missing', 'This activity is not in the ledger.');
	if (!may(actor, { may: 'questions.ask', of: row.memberId }))
		return refuse(
			'forbidden',
			'You can question your own entries. Talk to the person about theirs.'
		);
	if (await isTakenBack(context.db, orgId, entry))
		return refuse('conflict', row.reversed ? OVER : AGAIN);
	const askedAt = context.clock.now();
	const id = newId<'question'>(askedAt);
	try {
		const question = { orgId, id, activityId: entry, askedBy: memberId, askedAt, sentence };
		await context.db.insert(questions).values(question);
	} catch (error) {
		if (!isUniqueViolation(error, 'questions_open')) throw error;
		return refuse('conflict', 'You have asked about this entry. The answer will stand beside it.');
	}
	context.announce(orgId, concernedByQuestion(row.memberId, row.teamId));
	return ok({ id });
}
