import { expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam } from '../../../../tests/small-team.ts';
import { invite, leave } from '#lib/identity/server/index.ts';
import { readGoalAsks, setGoal, type SetGoal } from '#lib/metrics/goals/server/index.ts';
import { readLeavingOf } from './leaving.ts';

const TODAY = '2026-11-18';

// Greta reads it before she says that Ines leaves; what it promises is what she is asked afterwards.
test('whoever leaves: what they answer for, and what becomes of it', async () => {
	const { context, orgId, ines, greta, aiko, northernLights } = await smallTeam(
		await freshDatabase()
	);
	const of = (who: typeof ines) => readLeavingOf(context, orgId, who.memberId, TODAY);
	const set = async (command: SetGoal) => {
		const done = await setGoal(context, ines, command);
		if (!done.ok) throw new Error(done.problem.detail);
		return done.value.id;
	};
	expect(await of(aiko)).toEqual({ things: [], more: 0 });

	const sixty = { title: '60 demos', metric: 'demos-held', target: 60 } as const;
	const team = await set({ ...sixty, scope: 'team', team: northernLights });
	const few = await set({ scope: 'pod', title: 'Two of us', target: 4 });
	const own = await set({ scope: 'member', title: 'Coach Lena', target: 2, supports: team });
	const alone = await set({ scope: 'member', title: 'Tidy up', target: 1 });
	await invite(context, ines, { team: northernLights, role: 'rep', uses: 5 });
	const { things, more } = await of(ines);
	expect(more).toBe(0);
	expect(things).toEqual([
		{
			title: 'Northern Lights',
			becomes: 'Nobody leads it then. Name somebody who does.',
			href: `/settings/people/teams/${northernLights}`
		},
		{
			title: '“60 demos”',
			becomes: 'Nobody answers for it then. Hand it over now, or when you are asked.',
			href: `/goals/${team}?edit`
		},
		{
			title: '“Two of us”',
			becomes: 'Nobody answers for it then. You are asked who of them does.',
			href: `/goals/${few}`
		},
		{
			title: '“Coach Lena”',
			becomes: 'You are asked who carries on. What they brought stays.',
			href: `/goals/${own}`
		},
		{
			title: '“Tidy up”',
			becomes: 'Closes with its last day and what they brought.',
			href: `/goals/${alone}`
		},
		{
			title: '1 link to join',
			becomes: 'It ends at once. Make others where they are still needed.',
			href: '/settings/people/invite'
		}
	]);

	expect(await leave(context, greta, ines.memberId)).toMatchObject({ ok: true });
	const asked = (await readGoalAsks(context, greta)).filter(({ kind }) => kind === 'goal-left');
	expect(asked.map(({ id }) => id).sort()).toEqual([team, few, own].sort());
});
