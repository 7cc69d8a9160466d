import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { leave } from '#lib/identity/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { NOW, openHalden } from '../goals.fixture.ts';
import { handOver, readGoalAsks } from '../index.ts';

test('sixty goals of one who left are one line, and hide nobody else’s', async () => {
	const halden = await openHalden();
	const { context, orgId, actor } = halden;
	const open = async (who: string, count: number): Promise<void> => {
		const { memberId } = actor(who);
		await context.db.execute(sql`
			insert into goals (org_id, id, kind, title, measure, target, starts_on, ends_on, owner_id, agreed_at)
			select ${orgId}, ('019a0000-0000-7000-8000-' || lpad(${who.length + '0'} || n, 12, '0'))::uuid,
				'organizational', ${who} || ' ' || n, 'check-in', 5, '2026-11-16', '2026-11-22', ${memberId},
				${NOW.toISOString()}
			from generate_series(1, ${count}::int) n`);
		expect(await leave(context, actor('Greta'), memberId)).toMatchObject({ ok: true });
	};
	const asked = async (who: string) => {
		const asks = await readGoalAsks(context, actor(who));
		return asks.filter(({ kind }) => /left|handed/.test(kind));
	};
	await open('Oskar', 60);
	await open('Sana', 2);
	const first = await asked('Greta');
	expect(first.map(({ kind, sentence }) => `${kind}: ${sentence}`).sort()).toEqual([
		'goal-left: Sana has left, and nobody answers for “Sana 1”.',
		'goal-left: Sana has left, and nobody answers for “Sana 2”.',
		'goals-left: 60 goals of Oskar have nobody.'
	]);

	const all = first.find(({ kind }) => kind === 'goals-left')!;
	expect(all).toMatchObject({ id: actor('Oskar').memberId });
	const goalId = all.href.split('/').at(-1) as GoalId;
	const hand = (to: string, goalId: GoalId) =>
		handOver(context, actor('Greta'), { goalId, to: actor(to).memberId });
	expect((await hand('Greta', goalId)).ok).toBe(true);
	const next = (await asked('Greta')).find(({ kind }) => kind === 'goals-left')!;
	expect(next).toMatchObject({ id: all.id, sentence: '59 goals of Oskar have nobody.' });
	expect(next.href).not.toBe(all.href);
	expect(await asked('Mara')).toEqual([]);
});
