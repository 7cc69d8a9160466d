import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/identity/actor.ts';
import { members } from '#lib/identity/server/index.ts';
import type { GoalHelpId } from '../../page/help.ts';
import type { GoalId, MemberId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { limit } from '#lib/platform/server/limits.ts';
import { paceOf } from '../../pace.ts';
import { answersFor } from '../../support/agree.ts';
import { sentenceFault } from '../../form/goal-input.ts';
import { changeOne, type Changing } from '../change-one.ts';
import { isIn } from '../people/join-goal.ts';
import { governed, whileOpen } from '../may-change.ts';
import { readGoal, readHead } from '../read-goals.ts';
import { goalHelps } from '../schema.ts';

export interface AskForHelp {
	goalId: GoalId;
	to: MemberId;
	/** What would help, in a sentence. */
	sentence: string;
}

const perPerson = limit(20, 10 * 60_000);

/**
 * Asks somebody to help with a goal; only the two of them see it. One open question to each at a time,
 * and twenty in ten minutes.
 */
export async function askForHelp(
	context: Context,
	actor: Actor,
	command: AskForHelp
): Promise<Result<{ id: GoalHelpId }>> {
	const sentence = command.sentence.trim();
	const fault = sentenceFault(sentence, 'Say in a sentence what would help.');
	if (fault) return refuse('invalid', fault, { sentence: fault });
	return changeOne(context, actor, command.goalId, async (at) => {
		const { tx, goal, actor: by, now } = at;
		const refusal = await whyNot(at, command.to);
		if (refusal) return refusal;
		if (!perPerson.take(`${goal.orgId} ${by.memberId}`, now.getTime()))
			return refuse(
				'too-many',
				'You have asked many people just now. Wait for their answers first.'
			);
		const id = newId<'goal-help'>(now);
		await tx.insert(goalHelps).values({
			...{ orgId: goal.orgId, id, goalId: goal.id },
			...{ fromId: by.memberId, memberId: command.to, sentence, at: now },
			isBehind: await isBehind(at)
		});
		return ok({ id });
	});
}

async function whyNot({ tx, goal, actor }: Changing, to: MemberId) {
	if (!answersFor(actor, governed(goal)) && !(await isIn(tx, goal, actor.memberId)))
		return refuse('forbidden', 'Whoever answers for this goal or is in it asks for help with it.');
	const open = whileOpen(goal);
	if (!open.ok) return open;
	const name = to === actor.memberId ? undefined : await nameHere(tx, goal.orgId, to);
	if (!name) {
		const to = 'Choose somebody else who is here.';
		return refuse('invalid', to, { to });
	}
	const [asked] = await tx
		.select({ id: goalHelps.id })
		.from(goalHelps)
		.where(
			and(
				eq(goalHelps.orgId, goal.orgId),
				eq(goalHelps.goalId, goal.id),
				eq(goalHelps.fromId, actor.memberId),
				eq(goalHelps.memberId, to),
				isNull(goalHelps.answer)
			)
		);
	return asked && refuse('conflict', `You asked ${name} already. Give them time to answer.`);
}

async function isBehind({ tx, goal, now }: Changing): Promise<boolean> {
	const { today, currency, workdays } = await readHead(tx, goal.orgId, now);
	const found = await readGoal(tx, goal.orgId, goal.id);
	const pace = paceOf(found!, today, currency, workdays);
	return pace.state === 'running' && pace.ahead < 0n;
}

async function nameHere(tx: Queryable, orgId: Changing['goal']['orgId'], memberId: MemberId) {
	const [member] = await tx
		.select({ name: members.name })
		.from(members)
		.where(and(eq(members.orgId, orgId), eq(members.id, memberId), isNull(members.leftAt)));
	return member?.name;
}
