import { expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import type { GoalId } from '#lib/platform/ids.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { NOW, openHalden } from '../goals.fixture.ts';
import { checkIn, setGoal, withReachedDays, type SetGoal } from '../index.ts';
import { readGoals } from '../read-goals.ts';

test('a TV says the day on which people reached a goal of goals, as they say it of work and taps', async () => {
	const { orgId, context, ...halden } = await openHalden();
	const tomorrow = { now: () => new Date(NOW.getTime() + 24 * 3_600_000) };
	const set = async (command: SetGoal) => {
		const done = await setGoal(context, halden.actor('Aiko'), command);
		if (!done.ok) throw new Error(done.problem.detail);
		return done.value.id;
	};
	const both = await set({ scope: 'member', title: 'Both calls', measure: 'goals', target: 2 });
	const calls: GoalId[] = [];
	for (const title of ['Call Berg', 'Call Roth'])
		calls.push(await set({ scope: 'member', title, target: 1, supports: both }));
	for (const [i, goalId] of calls.entries()) {
		const requestId = newId<'tap'>(NOW);
		const at = i ? { ...context, clock: tomorrow } : context;
		const done = await checkIn(at, halden.actor('Aiko'), { goalId, amount: 1, requestId });
		expect(done.ok).toBe(true);
	}

	const state = await readGoals(context.db, orgId, tomorrow.now());
	const { reachedOn } = await withReachedDays(context.db, orgId, state);
	const [first, second] = calls;
	expect(reachedOn).toEqual({
		[first!]: '2026-11-18',
		[second!]: '2026-11-19',
		[both]: '2026-11-19'
	});

	// What was counted before anybody kept when.
	await context.db.execute(sql`update goal_counts set at = null where org_id = ${orgId}`);
	const older = await withReachedDays(context.db, orgId, state);
	expect(older.reachedOn).not.toHaveProperty(both);
});
