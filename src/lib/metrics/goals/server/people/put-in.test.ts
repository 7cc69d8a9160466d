import { beforeAll, expect, test } from 'vitest';
import { leave } from '#lib/identity/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { openHalden, type Halden } from '../goals.fixture.ts';
import {
	closeGoal,
	declineGoal,
	editGoal,
	handOver,
	joinGoal,
	leaveGoal,
	openGoal,
	readGoal,
	readGoalAsks,
	readHistory,
	setGoal,
	stayIn,
	takeOver
} from '../index.ts';

let halden: Halden;

beforeAll(async () => {
	halden = await openHalden();
});

async function pod(title: string, ...people: string[]): Promise<GoalId> {
	const done = await setGoal(halden.context, halden.actor('Mara'), {
		...{ scope: 'pod', title, metric: 'first-meetings', target: 12 },
		...{ startsOn: '2026-11-16', endsOn: '2026-11-22' },
		people: people.map((name) => halden.actor(name).memberId)
	});
	if (!done.ok) throw new Error(done.problem.detail);
	return done.value.id;
}

const asked = async (who: string) =>
	(await readGoalAsks(halden.context, halden.actor(who))).filter(
		({ kind }) => kind === 'goal-put-in'
	);
const told = (who: string) => halden.announced.includes(`asks:${halden.actor(who).memberId}`);

test('who is put into a goal of a few reads by whom, and stays or steps out', async () => {
	const { context, actor } = halden;
	halden.announced.splice(0);
	const id = await pod('Twelve first meetings', 'Aiko', 'Lena');
	expect([told('Aiko'), told('Lena'), told('Oskar')]).toEqual([true, true, false]);
	for (const who of ['Aiko', 'Lena'])
		expect(await asked(who)).toMatchObject([
			{
				sentence: 'Mara put you in “Twelve first meetings”.',
				detail: 'What you do from 16 Nov on counts for it. Stay in, or step out with one tap.',
				href: `/goals/${id}`
			}
		]);
	expect([await asked('Mara'), await asked('Oskar')]).toEqual([[], []]);
	expect((await openGoal(context, actor('Aiko'), id))!.putIn).toMatchObject({ by: 'Mara' });

	await halden.record(['Lena', 'first-meetings', 2, '2026-11-17']);
	halden.announced.splice(0);
	for (const round of [1, 2])
		expect((await stayIn(context, actor('Aiko'), id)).ok, `${round}`).toBe(true);
	expect(await asked('Aiko')).toEqual([]);
	expect(told('Aiko')).toBe(true);
	expect((await leaveGoal(context, actor('Lena'), id)).ok).toBe(true);
	expect(await asked('Lena')).toEqual([]);
	expect(await readGoal(context.db, halden.orgId, id)).toMatchObject({
		...{ value: '2', people: [{ name: 'Aiko' }, { name: 'Mara' }] }
	});
	for (const who of ['Lena', 'Oskar'])
		expect(await stayIn(context, actor(who), id)).toMatchObject({ problem: { kind: 'conflict' } });
	// Who comes back does so by themselves.
	expect((await joinGoal(context, actor('Lena'), id)).ok).toBe(true);
	expect(await asked('Lena')).toEqual([]);
	const history = await readHistory(context.db, halden.orgId, id);
	expect(history.map(({ kind, by, says }) => [kind, by, says.stays])).toEqual([
		['set', 'Mara', undefined],
		['joined', 'Aiko', 'yes'],
		['left', 'Lena', undefined],
		['joined', 'Lena', undefined]
	]);
});

test('whom Mara hands the goal to answers for it, and is not asked to step out', async () => {
	const { context, actor } = halden;
	const id = await pod('Ten along the coast', 'Aiko', 'Lena');
	const same = { goalId: id, title: 'Ten along the coast', why: '', target: 12, supports: null };
	const owner = actor('Aiko').memberId;
	const handed = await editGoal(context, actor('Mara'), { ...same, endsOn: '2026-11-22', owner });
	expect(handed.ok).toBe(true);
	expect([await asked('Aiko'), (await asked('Lena')).length]).toEqual([[], 1]);
	const { putIn, rights } = (await openGoal(context, actor('Aiko'), id))!;
	expect([putIn, rights.leave]).toEqual([null, false]);
	await leave(context, actor('Greta'), owner);
	const lena = actor('Lena').memberId;
	expect((await handOver(context, actor('Greta'), { goalId: id, to: lena })).ok).toBe(true);
	expect((await takeOver(context, actor('Lena'), { goalId: id, answer: 'yes' })).ok).toBe(true);
	expect(await asked('Lena')).toEqual([]);
	await closeGoal(context, actor('Lena'), id, 'The coast is long.');
});

test('nobody is asked to stay in one that was declined', async () => {
	const { context, actor } = halden;
	const wide = { scope: 'organization', title: '60 demos', metric: 'demos-held' } as const;
	const top = await setGoal(context, actor('Greta'), { ...wide, target: 60 });
	if (!top.ok) throw new Error(top.problem.detail);
	const made = await setGoal(context, actor('Mara'), {
		...{ scope: 'pod', title: 'Six at the fair', metric: 'first-meetings', target: 6 },
		...{ people: [actor('Lena').memberId], supports: top.value.id }
	});
	if (!made.ok) throw new Error(made.problem.detail);
	expect(await asked('Lena')).toHaveLength(1);
	halden.announced.splice(0);
	await declineGoal(context, actor('Greta'), made.value.id, 'Not this month, please.');
	expect([await asked('Lena'), told('Lena')]).toEqual([[], true]);
});

test('nobody is asked about one that is over', async () => {
	const { context, actor } = halden;
	const id = await pod('Five on Friday', 'Lena');
	const later = { ...context, clock: { now: () => new Date('2026-11-23T09:00:00Z') } };
	const after = await readGoalAsks(later, actor('Lena'));
	expect(after.filter(({ kind }) => kind === 'goal-put-in')).toEqual([]);
	expect((await openGoal(later, actor('Lena'), id))!.putIn).toBeNull();
	halden.announced.splice(0);
	await closeGoal(context, actor('Mara'), id, 'Fridays are for calls.');
	expect([await asked('Lena'), told('Lena')]).toEqual([[], true]);
	expect(await stayIn(context, actor('Lena'), id)).toMatchObject({ problem: { kind: 'conflict' } });
});
