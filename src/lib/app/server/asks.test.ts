import { expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam } from '../../../../tests/small-team.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { answerHelp, askForHelp, openGoal, setGoal } from '#lib/metrics/goals/server/index.ts';
import { asksTopic } from './asks.ts';

// A goal's page follows what waits for its reader: that moves where a question for help does.
test('both pages of a goal hear of a question for help and of its answer', async () => {
	const team = await smallTeam(await freshDatabase());
	const { context, orgId, aiko, lena } = team;
	const topic = asksTopic(context);
	const read = async (who: MemberActor) => (await topic.read(orgId, who.memberId))!;
	const both = () => Promise.all([aiko, lena].map(read));

	/** Whether each of the two is told of what happens, and gets something new. */
	async function told(happens: () => Promise<{ ok: boolean }>): Promise<boolean[]> {
		const before = await both();
		team.announced();
		expect(await happens()).toMatchObject({ ok: true });
		const facts = team.announced();
		const after = await both();
		return before.map(
			(was, n) =>
				was.facts.some((fact) => facts.includes(fact)) &&
				topic.diff(was.state, after[n]!.state) !== undefined
		);
	}

	const five = { scope: 'member', title: 'Five demos', metric: 'demos-held', target: 5 } as const;
	const made = await setGoal(context, aiko, five);
	if (!made.ok) throw new Error(made.problem.detail);
	const goalId = made.value.id;
	const question = { goalId, to: lena.memberId, sentence: 'Could you take the Friday one?' };
	expect((await told(() => askForHelp(context, aiko, question)))[1]).toBe(true);
	const { id } = (await openGoal(context, lena, goalId))!.helps[0]!;
	expect(await told(() => answerHelp(context, lena, { id, answer: 'yes' }))).toEqual([true, true]);
	expect((await openGoal(context, aiko, goalId))!.helps[0]!.answer).toBe('yes');
});
