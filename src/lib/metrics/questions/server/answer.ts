import { and, eq, isNull, sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { LateDay } from '#lib/metrics/activity/entry.ts';
import { activities, readRows, type Ledger } from '#lib/metrics/activity/server/index.ts';
import { NONE, type Id, type TeamId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Answer } from '../question.ts';
import { concernedByQuestion } from './concerned.ts';
import { questions } from './schema.ts';
import { isTakenBack } from './taken-back.ts';

export interface AnswerCommand {
	question: Id<'question'>;
	answer: Answer;
	reason: string;
}

export interface Answered {
	answer: Answer;
	/** The closed days whose figures stay as they were. */
	late: LateDay[];
}

const ANSWERED = 'Somebody has answered this question already.';
const GONE = 'The entry was taken back meanwhile; that is the answer.';

/**
 * Answers a question for whoever leads the team the entry was earned in. To take it back is a row of
 * the ledger, which then is the answer: there is no moment in which one stands without the other.
 */
export async function answer(
	context: Context,
	ledger: Ledger,
	actor: MemberActor,
	command: AnswerCommand
): Promise<Result<Answered>> {
	const { db } = context;
	const { orgId } = actor;
	const [question] = await db
		.select()
		.from(questions)
		.where(and(eq(questions.orgId, orgId), eq(questions.id, command.question)));
	const [entry] = question ? await readRows(db, orgId, [question.activityId]) : [];
	if (!question || !entry) return refuse('missing', 'There is no such question here.');
	if (entry.memberId === actor.memberId || question.askedBy === actor.memberId)
		return refuse('forbidden', 'Somebody else has to answer: this entry is your own.');
	const team = entry.teamId === NONE ? null : (entry.teamId as TeamId);
	if (!may(actor, { may: 'questions.answer', team }))
		return refuse('forbidden', 'Only who leads the team it was earned in can answer.');
	if (question.answeredAt) return refuse('conflict', ANSWERED);
	if (await isTakenBack(db, orgId, entry.id)) return refuse('conflict', GONE);
	const answered =
		command.answer === 'kept'
			? await keep(context, actor, command)
			: await undo(ledger, actor, command, entry);
	if (answered.ok) context.announce(orgId, concernedByQuestion(entry.memberId, entry.teamId));
	return answered;
}

async function keep(
	{ db, clock }: Context,
	{ orgId, memberId }: MemberActor,
	{ question, reason }: AnswerCommand
): Promise<Result<Answered>> {
	const kept = await db
		.update(questions)
		.set({ answer: 'kept', reason, answeredBy: memberId, answeredAt: clock.now() })
		.where(
			and(
				eq(questions.orgId, orgId),
				eq(questions.id, question),
				isNull(questions.answeredAt),
				sql`not exists (select from ${activities} r where r.org_id = ${questions.orgId}
					and r.reverses_id = ${questions.activityId})`
			)
		);
	return kept.rowCount ? ok({ answer: 'kept', late: [] }) : refuse('conflict', ANSWERED);
}

/** An entry is taken back; a line that took one back is withdrawn. */
async function undo(
	ledger: Ledger,
	{ orgId, memberId }: MemberActor,
	{ reason }: AnswerCommand,
	entry: { id: Parameters<Ledger['reverse']>[1]; sign: number }
): Promise<Result<Answered>> {
	const word = { by: `member:${memberId}`, note: reason };
	const undone =
		entry.sign > 0
			? await ledger.reverse(orgId, entry.id, word)
			: await ledger.withdraw(orgId, entry.id, word);
	if (!undone.ok) return undone;
	const { late, ...done } = undone.value;
	const moved = 'reversed' in done ? done.reversed : done.withdrawn;
	return moved ? ok({ answer: 'reversed', late }) : refuse('conflict', GONE);
}
