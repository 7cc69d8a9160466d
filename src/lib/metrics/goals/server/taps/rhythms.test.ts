import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { GoalId } from '#lib/platform/ids.ts';
import { foundHalden, NOW, openHalden, type Halden } from '../goals.fixture.ts';
import { tapsOf } from './check-in.ts';
import {
	checkIn,
	leaveGoal,
	readGoal,
	readGoals,
	readRhythms,
	setGoal,
	type SetGoal
} from '../index.ts';
import { slipOf, slipWords } from '../../slip.ts';

let halden: Halden;

beforeAll(async () => {
	halden = await openHalden();
});

async function set(
	who: string,
	goal: Omit<SetGoal, 'target'> & { target?: number }
): Promise<GoalId> {
	const done = await setGoal(halden.context, halden.actor(who), { target: 60, ...goal });
	if (!done.ok) throw new Error(done.problem.detail);
	return done.value.id;
}

async function rhythms() {
	const { goals } = await readGoals(halden.context.db, halden.orgId, NOW);
	return readRhythms(halden.context.db, halden.orgId, goals, NOW);
}

test('a goal’s rhythm is that of the people who feed it, before it began too', async () => {
	await halden.record(
		['Aiko', 'demos-held', 2, '2026-11-16'],
		['Aiko', 'demos-held', 1, '2026-10-22'],
		['Mara', 'demos-held', 3, '2026-11-17'],
		['Oskar', 'demos-held', 5, '2026-11-17'],
		['Aiko', 'calls-connected', 9, '2026-11-17'],
		['Aiko', 'demos-held', 4, '2026-11-18'],
		['Aiko', 'demos-held', 7, '2026-10-20']
	);
	const metric = 'demos-held';
	const northern = halden.teams['Northern Lights']!;
	const all = await set('Greta', { scope: 'organization', title: 'Demos', metric });
	const team = await set('Ines', { scope: 'team', team: northern, title: 'Ours', metric });
	const own = await set('Aiko', { scope: 'member', title: 'Mine', metric });
	const taps = await set('Aiko', { scope: 'member', title: 'Coach Lena' });
	const found = await rhythms();
	// Today says nothing yet, and the twentieth of October lies before the twenty working days.
	expect(found[all]).toMatchObject({ days: 20, sum: '11', best: '8' });
	expect(found[team]).toMatchObject({ sum: '6', best: '3' });
	expect(found[own]).toMatchObject({ sum: '3', best: '2' });
	expect(found[own]).toMatchObject({ before: '2' });
	// Nobody could tap before it was there.
	expect(found[taps]).toMatchObject({ days: 0, sum: '0', before: '0' });
});

test('taps have theirs, and a goal of goals has none', async () => {
	const coach = await set('Lena', { scope: 'member', title: 'Call five old customers' });
	const yesterday = new Date(NOW.getTime() - 86_400_000);
	const past = { ...halden.context, clock: { now: () => yesterday } };
	const tap = { goalId: coach, amount: 1, requestId: crypto.randomUUID() } as const;
	expect(await checkIn(past, halden.actor('Lena'), tap)).toMatchObject({ ok: true });
	const today = { ...tap, requestId: crypto.randomUUID() };
	expect(await checkIn(halden.context, halden.actor('Lena'), today)).toMatchObject({ ok: true });
	expect((await rhythms())[coach]).toMatchObject({ days: 1, sum: '1', best: '1', before: '1' });
	const goals = { id: coach, measure: 'goals' } as const;
	expect(await readRhythms(halden.context.db, halden.orgId, [goals], NOW)).toEqual({});
});

test('what Lena does after she stepped out is none of what Mara’s goal had or can expect', async () => {
	const { context, orgId, actor } = halden;
	const on = (day: string) => ({ ...context, clock: { now: () => new Date(`${day}T09:00:00Z`) } });
	const dates = { startsOn: '2026-11-09', endsOn: '2026-11-30' } as const;
	const pod = { scope: 'pod', title: 'Thirty of us', metric: 'first-meetings', ...dates } as const;
	const people = [actor('Lena').memberId];
	const made = await setGoal(on('2026-11-09'), actor('Mara'), { ...pod, target: 30, people });
	if (!made.ok) throw new Error(made.problem.detail);
	await halden.record(
		['Mara', 'first-meetings', 1, '2026-10-29'],
		['Mara', 'first-meetings', 1, '2026-11-13'],
		['Lena', 'first-meetings', 6, '2026-11-12'],
		['Lena', 'first-meetings', 20, '2026-10-29']
	);
	const says = async () => {
		const goal = (await readGoal(context.db, orgId, made.value.id))!;
		const rhythm = (await readRhythms(context.db, orgId, [goal], NOW))[goal.id]!;
		const slip = slipOf(goal, rhythm, '2026-11-18', 'EUR')!;
		return { value: goal.value, ...rhythm, words: slipWords(slip, goal, 'EUR') };
	};
	expect(await says()).toMatchObject({ value: '7', before: '7', sum: '28', best: '21' });
	expect((await leaveGoal(on('2026-11-17'), actor('Lena'), made.value.id)).ok).toBe(true);
	const alone = await says();
	expect(alone).toMatchObject({
		...{ value: '7', before: '7', sum: '2', best: '1' },
		words: expect.stringContaining('No day has brought that much yet')
	});
	await halden.record(['Lena', 'first-meetings', 9, '2026-11-18']);
	expect(await says()).toEqual(alone);
	await halden.record(['Mara', 'first-meetings', 2, '2026-11-18']);
	expect(await says()).toMatchObject({ value: '9', before: '7', sum: '2', best: '1' });
});

test('another organization’s work is none of it', async () => {
	const other = await foundHalden(halden.context, [], 'Nordhafen');
	await other.record(['Aiko', 'demos-held', 50, '2026-11-17']);
	const { goals } = await readGoals(halden.context.db, halden.orgId, NOW);
	expect(await readRhythms(halden.context.db, other.orgId, goals, NOW)).toEqual(
		Object.fromEntries(goals.map(({ id }) => [id, expect.objectContaining({ sum: '0' })]))
	);
});

test('whose taps they are is sought among those of the goal, never in all there are', async () => {
	const { db } = halden.context;
	const goalId = await set('Aiko', { scope: 'member', title: 'Ticked off', target: 100 });
	await db.execute(sql`
		insert into check_ins (org_id, id, goal_id, member_id, amount, request_id)
		select ${halden.orgId}, gen_random_uuid(), ${goalId}, ${halden.actor('Aiko').memberId}, 1, n
		from generate_series(1, 5000) n`);
	await db.execute(sql`analyze check_ins`);
	const other = await set('Mara', { scope: 'member', title: 'Ticked off too', target: 100 });
	const asked = tapsOf(db, { orgId: halden.orgId, id: other }, halden.actor('Mara').memberId);
	const { rows } = await db.execute(sql`explain ${asked.getSQL()}`);
	const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
	expect(plan).toMatch(/check_ins_goal\b/);
	expect(plan).toMatch(/Index Cond: .*org_id.*goal_id.*member_id/);
});
