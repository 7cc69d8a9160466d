import { and, eq, sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { asksOf } from '#lib/platform/ask.ts';
import type { Id } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Answer } from '../programme.ts';
import { programmeAnswers, programmeRounds } from './schema.ts';

export interface AnswerRound {
	round: Id<'programme-round'>;
	answer: Answer;
	/** What would make it more useful, or why it is not; shown without a name. */
	sentence?: string | undefined;
}

/**
 * Says whether a programme is still useful to oneself; another answer takes the place of the first
 * until the last day. Refuses a round that does not ask this person (`missing`) and one that is over
 * (`conflict`).
 */
export async function answerRound(
	{ db, clock, announce }: Context,
	actor: MemberActor,
	{ round, answer, sentence }: AnswerRound
): Promise<Result<null>> {
	const { orgId, memberId } = actor;
	if (!may(actor, { may: 'programmes.answer' }))
		return refuse('forbidden', 'Only people of the organization answer.');
	const [asked] = await db
		.select({ endsOn: programmeRounds.endsOn, verdict: programmeRounds.verdict })
		.from(programmeAnswers)
		.innerJoin(
			programmeRounds,
			and(
				eq(programmeRounds.orgId, programmeAnswers.orgId),
				eq(programmeRounds.id, programmeAnswers.roundId)
			)
		)
		.where(theirs(actor, round));
	if (!asked) return refuse('missing', 'Nobody asked you about this one. Look at your list.');
	const now = clock.now();
	const { timeZone } = await readOrganization(db, orgId);
	if (asked.verdict || dayIn(timeZone, now) > asked.endsOn)
		return refuse('conflict', 'The last day to answer is over. It is asked again next quarter.');
	const words = sentence?.trim() || null;
	const changed = await db
		.update(programmeAnswers)
		.set({ answer, sentence: words, answeredAt: now })
		.where(
			and(
				theirs(actor, round),
				sql`(${programmeAnswers.answer}, ${programmeAnswers.sentence})
					is distinct from (${answer}, ${words})`
			)
		);
	if (changed.rowCount) announce(orgId, [asksOf(memberId)]);
	return ok(null);
}

function theirs({ orgId, memberId }: MemberActor, round: Id<'programme-round'>) {
	return and(
		eq(programmeAnswers.orgId, orgId),
		eq(programmeAnswers.roundId, round),
		eq(programmeAnswers.memberId, memberId)
	);
}
