import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/identity/actor.ts';
import { asksOf } from '#lib/platform/ask.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { GoalHelpId } from '../../page/help.ts';
import { goalHelps } from '../schema.ts';

export interface AnswerHelp {
	id: GoalHelpId;
	answer: 'yes' | 'not-now';
}

/** Answers a question for help that was put to the actor, once. */
export async function answerHelp(
	context: Context,
	actor: Actor,
	{ id, answer }: AnswerHelp
): Promise<Result<{ id: GoalHelpId }>> {
	if (actor.kind !== 'member') return refuse('forbidden', 'Sign in to answer.');
	const mine = and(
		eq(goalHelps.orgId, actor.orgId),
		eq(goalHelps.id, id),
		eq(goalHelps.memberId, actor.memberId)
	);
	const [done] = await context.db
		.update(goalHelps)
		.set({ answer, answeredAt: context.clock.now() })
		.where(and(mine, isNull(goalHelps.answer)))
		.returning({ from: goalHelps.fromId });
	if (done) {
		context.announce(actor.orgId, [asksOf(done.from), asksOf(actor.memberId)]);
		return ok({ id });
	}
	const [known] = await context.db.select({ answer: goalHelps.answer }).from(goalHelps).where(mine);
	if (known?.answer === answer) return ok({ id });
	return known
		? refuse('conflict', 'You answered this already. Talk to them where it changed.')
		: refuse('missing', 'Nobody asked you this. Go back to your goals.');
}
