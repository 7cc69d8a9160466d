import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { addMember, leave } from '#lib/identity/server/index.ts';
import { createLedger } from '#lib/metrics/activity/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { newId } from '#lib/platform/server/ids.ts';
import {
	agreeGoal,
	answerHelp,
	askForHelp,
	checkIn,
	closeGoal,
	declineGoal,
	editGoal,
	goalPeople,
	goalProjection,
	goals,
	handOver,
	joinGoal,
	leaveGoal,
	leaveStep,
	linkGoal,
	openGoal,
	openNewGoal,
	readGoalAsks,
	readHistory,
	setGoal,
	takeOver,
	takeStep,
	type EditGoal
} from '../index.ts';
import { LARGEST_POD } from '../../form/goal-input.ts';
import { NOW } from '../goals.fixture.ts';
import { openAiming, type Aiming } from './aiming.fixture.ts';

let halden: Aiming;
let context: Context;
let logos: GoalId;
let demos: GoalId;

beforeAll(async () => {
	halden = await openAiming();
	({ context, logos } = halden);
	demos = await halden.set('Ines', halden.demos);
});

beforeEach(() => halden.announced.splice(0));

function north() {
	return halden.teams['Northern Lights']!;
}

async function asked(who: string): Promise<string[]> {
	const asks = await readGoalAsks(context, halden.actor(who));
	return asks.map(({ kind, id }) => `${kind} ${id}`);
}

/** The facts that bring what waits to a rep and to who leads the team. */
function waits(rep: string, manager: string): string[] {
	const [own, leads] = [rep, manager].map((who) => `asks:${halden.actor(who).memberId}`);
	return [own!, leads!, `asks:team:${north()}`, 'asks:admins'];
}

async function happened(id: GoalId): Promise<string[]> {
	return (await readHistory(context.db, halden.orgId, id)).map(({ kind }) => kind);
}

/** The clock of the same organization at another day. */
function onDay(day: string): Context {
	return { ...context, clock: { now: () => new Date(`${day}T12:00:00Z`) } };
}

function editOf(goalId: GoalId, change: Partial<EditGoal>): EditGoal {
	const same = { title: 'Five demos', why: '', target: 5, endsOn: '2026-11-22', supports: demos };
	return { goalId, ...same, ...change };
}

const five = { scope: 'member', title: 'Five demos', metric: 'demos-held', target: 5 } as const;

test('Aiko proposes, Ines sees it and says no, Aiko changes it and sends it again, Ines agrees', async () => {
	const { id, agreed } = await halden.propose('Aiko', { ...five, supports: demos });
	expect(agreed).toBe(false);
	expect(halden.announced).toEqual(['goals', ...waits('Aiko', 'Ines')]);
	expect((await halden.shown(id)).state).toBe('proposed');
	expect(await asked('Ines')).toEqual([`goal-agree ${id}`]);
	expect((await readGoalAsks(context, halden.actor('Ines')))[0]).toMatchObject({
		...{ sentence: 'Aiko proposes “Five demos” for “60 demos”.', at: NOW.toISOString() }
	});
	expect(await asked('Ruben')).toEqual([]);
	for (const who of ['Aiko', 'Lena', 'Ruben'])
		expect(await agreeGoal(context, halden.actor(who), id)).toMatchObject({
			problem: { kind: 'forbidden', detail: expect.stringContaining('60 demos') }
		});
	expect(await declineGoal(context, halden.actor('Ines'), id, ' ')).toMatchObject({
		problem: { fields: { why: expect.any(String) } }
	});
	await declineGoal(context, halden.actor('Ines'), id, 'Make it four.');
	expect([await asked('Ines'), await asked('Aiko')]).toEqual([[], [`goal-declined ${id}`]]);
	await editGoal(context, halden.actor('Aiko'), editOf(id, { target: 4 }));
	expect([await asked('Ines'), await asked('Aiko')]).toEqual([[`goal-agree ${id}`], []]);
	halden.announced.splice(0);
	expect((await agreeGoal(context, halden.actor('Ines'), id)).ok).toBe(true);
	expect(halden.announced).toEqual(['goals', ...waits('Aiko', 'Ines')]);
	expect(await halden.shown(id)).toMatchObject({ state: 'agreed', target: '4', parentId: demos });
	expect(await asked('Ines')).toEqual([]);
	expect(await agreeGoal(context, halden.actor('Ines'), id)).toMatchObject({
		problem: { kind: 'conflict' }
	});
	expect(await happened(id)).toEqual(['set', 'declined', 'changed', 'agreed']);
});

test('a team’s goal of a rep waits for the manager, the organization’s for an admin', async () => {
	const more = { title: 'More demos', metric: 'demos-held', target: 9 } as const;
	const team = await halden.propose('Aiko', { ...more, scope: 'team', team: north() });
	const all = await halden.propose('Ines', { ...more, scope: 'organization' });
	expect([team.agreed, all.agreed]).toEqual([false, false]);
	expect(await asked('Ines')).toEqual([`goal-agree ${team.id}`]);
	expect(new Set(await asked('Greta'))).toEqual(
		new Set([`goal-agree ${team.id}`, `goal-agree ${all.id}`])
	);
	expect((await agreeGoal(context, halden.actor('Ines'), team.id)).ok).toBe(true);
	for (const [who, id] of [
		['Aiko', team.id],
		['Ines', all.id]
	] as const)
		expect((await closeGoal(context, halden.actor(who), id, 'Fewer.')).ok).toBe(true);
});

test('whoever sets a goal reads what the one above asks for before they are refused', async () => {
	const opened = await openNewGoal(context, halden.actor('Mara'));
	expect(opened.scopes[0]!.parents.map(({ id }) => id)).toContain(logos);
	expect(opened.asked).toEqual({
		[demos]: {
			metric: 'demos-held',
			words: '“60 demos” asks for 3 to 8 from each goal that counts the same.'
		}
	});
});

test('a target moves inside the bounds without asking, and not beyond them', async () => {
	const { id } = await halden.propose('Lena', { ...five, supports: demos });
	await agreeGoal(context, halden.actor('Ines'), id);
	const tooMuch = await editGoal(context, halden.actor('Lena'), editOf(id, { target: 12 }));
	expect(tooMuch).toMatchObject({
		problem: {
			fields: {
				target:
					'“60 demos” asks for 3 to 8 from each goal that counts the same. Choose within that, or talk to Ines.'
			}
		}
	});
	expect((await editGoal(context, halden.actor('Lena'), editOf(id, { target: 7 }))).ok).toBe(true);
	expect(await halden.shown(id)).toMatchObject({ state: 'agreed', target: '7' });
	expect((await happened(id)).at(-1)).toBe('adjusted');
	expect(
		await setGoal(context, halden.actor('Mara'), { ...five, target: 2, supports: demos })
	).toMatchObject({ problem: { fields: { target: expect.stringContaining('3 to 8') } } });
});

test('bounds hold too while the goal above is to stand elsewhere', async () => {
	const wide = { scope: 'organization', metric: 'demos-held', target: 99 } as const;
	const other = await halden.set('Greta', { ...wide, title: 'Be seen' });
	const dates = { startsOn: '2026-11-16', endsOn: '2026-11-22' } as const;
	const part = await halden.set('Ines', {
		...{ scope: 'team', team: north(), title: '40 demos', metric: 'demos-held', target: 40 },
		...{ ...dates, commit: { from: 3, to: 8 } }
	});
	const { id } = await halden.propose('Aiko', { ...five, ...dates, supports: part });
	await agreeGoal(context, halden.actor('Ines'), id);
	expect(await linkGoal(context, halden.actor('Ines'), part, other)).toMatchObject({
		value: { agreed: false }
	});
	const before = await happened(id);
	const edit = (target: number) =>
		editGoal(context, halden.actor('Aiko'), editOf(id, { target, supports: part }));
	expect(await edit(50)).toMatchObject({
		problem: { fields: { target: expect.stringContaining('“40 demos” asks for 3 to 8') } }
	});
	expect([(await halden.shown(id)).target, await happened(id)]).toEqual(['5', before]);
	expect((await edit(8)).ok).toBe(true);
	expect(await halden.shown(id)).toMatchObject({ target: '8', state: 'agreed', parentId: part });
	for (const [who, each] of [
		['Aiko', id],
		['Ines', part],
		['Greta', other]
	] as const)
		await closeGoal(context, halden.actor(who), each, 'Eight it is.');
});

test('whoever moves a goal under another’s waits for their answer', async () => {
	const { id } = await halden.propose('Mara', { ...five, title: 'On its own' });
	const link = (to: GoalId | null) => linkGoal(context, halden.actor('Mara'), id, to);
	expect(await link(demos)).toMatchObject({ value: { agreed: false } });
	await agreeGoal(context, halden.actor('Ines'), id);
	expect(await link(logos)).toMatchObject({ value: { agreed: false } });
	expect(await halden.shown(id)).toMatchObject({ state: 'agreed', parentId: demos });
	expect(await link(null)).toMatchObject({ value: { agreed: true } });
	expect(await halden.shown(id)).toMatchObject({ state: 'agreed', parentId: null });
	expect(await linkGoal(context, halden.actor('Ines'), id, demos)).toMatchObject({
		problem: { kind: 'forbidden' }
	});
	expect((await happened(id)).filter((kind) => kind === 'relinked')).toHaveLength(3);

	const later = onDay('2026-11-19');
	await linkGoal(later, halden.actor('Mara'), id, demos);
	expect((await readGoalAsks(later, halden.actor('Ines')))[0]).toMatchObject({
		...{ kind: 'goal-agree', id, at: '2026-11-19T12:00:00.000Z' },
		sentence: 'Mara wants to move “On its own” under “60 demos”.'
	});
	const { answer } = (await openGoal(later, halden.actor('Ines'), id))!;
	expect(answer).toMatchObject({ proposedBy: 'Mara', under: '60 demos' });
	await link(null);
});

test('a chain is at most a hundred goals deep', async () => {
	const own = { scope: 'member', title: 'Deep', target: 1 } as const;
	const by = halden.actor('Tomás').memberId;
	const ids = Array.from({ length: 99 }, () => newId<'goal'>(NOW));
	// Over, so that nobody is asked to carry on with so many when Tomás leaves.
	const days = { startsOn: '2026-11-16', endsOn: '2026-11-17' };
	await context.db.insert(goals).values(
		ids.map((id, i) => ({
			...{ orgId: halden.orgId, id, parentId: ids[i - 1] ?? null, ...days },
			...{ kind: 'social' as const, title: 'Deep', measure: 'check-in' as const, target: 1n },
			...{ memberId: by, ownerId: by, agreedAt: NOW }
		}))
	);
	const deepest = await halden.set('Tomás', { ...own, supports: ids.at(-1)! });
	const refused = await setGoal(context, halden.actor('Tomás'), { ...own, supports: deepest });
	expect(refused).toMatchObject({
		problem: { fields: { supports: expect.stringContaining('100 is the most') } }
	});
	const top = await linkGoal(
		context,
		halden.actor('Tomás'),
		ids[0]!,
		await halden.set('Tomás', own)
	);
	expect(top).toMatchObject({ problem: { detail: expect.stringContaining('101 goals deep') } });
});

test('a goal counts goals: one more when a supporter is agreed and reached, none while it waits', async () => {
	const both = await halden.set('Ines', {
		...{ scope: 'team', team: north(), title: 'Two who coach', measure: 'goals', target: 2 }
	});
	const { id } = await halden.propose('Mara', {
		...{ scope: 'member', title: 'Coach', target: 1 },
		supports: both
	});
	await checkIn(context, halden.actor('Mara'), { goalId: id, amount: 1, requestId: 'coach-1' });
	expect((await halden.shown(both)).value).toBe('0');
	await agreeGoal(context, halden.actor('Ines'), id);
	expect((await halden.shown(both)).value).toBe('1');
	await closeGoal(context, halden.actor('Mara'), id, 'Listen first.');
	expect((await halden.shown(both)).value).toBe('1');
});

test('a pod is joined from that day on, keeps what was brought, and is handed over by its owner', async () => {
	const id = await halden.set('Aiko', {
		...{ scope: 'pod', title: 'Twelve first meetings', metric: 'first-meetings', target: 12 },
		...{ startsOn: '2026-11-16', endsOn: '2026-11-22', people: [halden.actor('Lena').memberId] }
	});
	await halden.record(
		['Lena', 'first-meetings', 2, '2026-11-16'],
		['Oskar', 'first-meetings', 4, '2026-11-17'],
		['Oskar', 'first-meetings', 1, '2026-11-18']
	);
	expect((await halden.shown(id)).value).toBe('2');
	halden.announced.splice(0);
	expect((await joinGoal(context, halden.actor('Oskar'), id)).ok).toBe(true);
	expect((await joinGoal(context, halden.actor('Oskar'), id)).ok).toBe(true);
	expect(await halden.shown(id)).toMatchObject({ value: '3', people: { length: 3 } });
	expect((await leaveGoal(context, halden.actor('Oskar'), id)).ok).toBe(true);
	const tomorrow = createLedger(onDay('2026-11-19'), [goalProjection]);
	await tomorrow.record({
		...{ orgId: halden.orgId, recordedBy: 'import', quiet: true },
		entries: [
			{
				...{ metric: 'first-meetings', member: 'oskar@halden.example', value: 5 },
				...{ occurredAt: '2026-11-19', source: 'crm', externalId: 'tomorrow' }
			}
		]
	});
	expect(await halden.shown(id)).toMatchObject({ value: '3', people: { length: 2 } });
	expect(await leaveGoal(context, halden.actor('Sana'), id)).toMatchObject({
		problem: { kind: 'conflict' }
	});
	expect(await leaveGoal(context, halden.actor('Aiko'), id)).toMatchObject({
		problem: { detail: expect.stringContaining('Hand it over') }
	});
	const edit = editOf(id, { title: 'Twelve first meetings', target: 12, supports: null });
	expect(
		await editGoal(context, halden.actor('Aiko'), { ...edit, owner: halden.actor('Sana').memberId })
	).toMatchObject({ problem: { fields: { owner: 'Hand it over to somebody who is in it.' } } });
	const over = { ...edit, owner: halden.actor('Lena').memberId, isOpen: false };
	expect((await editGoal(context, halden.actor('Aiko'), over)).ok).toBe(true);
	expect((await leaveGoal(context, halden.actor('Aiko'), id)).ok).toBe(true);
	expect(await joinGoal(context, halden.actor('Sana'), id)).toMatchObject({
		problem: { kind: 'forbidden' }
	});
	expect(await happened(id)).toEqual(['set', 'joined', 'left', 'changed', 'left']);
});

test('help is asked of one, answered once, and between the two', async () => {
	const id = await halden.set('Aiko', { ...five, title: 'Six demos', target: 6 });
	const to = halden.actor('Lena').memberId;
	const ask = { goalId: id, to, sentence: 'Could you take the Friday one?' };
	const first = await askForHelp(context, halden.actor('Aiko'), ask);
	if (!first.ok) throw new Error(first.problem.detail);
	expect(await askForHelp(context, halden.actor('Aiko'), ask)).toMatchObject({
		problem: { kind: 'conflict', detail: expect.stringContaining('You asked Lena already') }
	});
	expect(await askForHelp(context, halden.actor('Mara'), ask)).toMatchObject({
		problem: { kind: 'forbidden' }
	});
	expect(await asked('Lena')).toContain(`goal-help ${first.value.id}`);
	expect((await openGoal(context, halden.actor('Mara'), id))!.helps).toEqual([]);
	const answer = { id: first.value.id, answer: 'yes' as const };
	expect(await answerHelp(context, halden.actor('Mara'), answer)).toMatchObject({
		problem: { kind: 'missing' }
	});
	expect((await answerHelp(context, halden.actor('Lena'), answer)).ok).toBe(true);
	expect(
		await answerHelp(context, halden.actor('Lena'), { ...answer, answer: 'not-now' })
	).toMatchObject({ problem: { kind: 'conflict' } });
	expect(await asked('Lena')).not.toContain(`goal-help ${first.value.id}`);
	expect(await asked('Aiko')).toContain(`goal-helped ${first.value.id}`);
});

test('a goal reached early offers a next step once; taken, what was reached stays reached', async () => {
	const days = ['2026-11-03', '2026-11-05', '2026-11-09', '2026-11-11', '2026-11-13'];
	await halden.record(
		...days.map((day): [string, string, number, string] => ['Sana', 'demos-held', 4, day])
	);
	const id = await halden.set('Sana', { ...five, target: 20, period: 'month' });
	const other = await halden.set('Sana', {
		...five,
		title: 'Ten demos',
		target: 10,
		period: 'month'
	});
	expect(await asked('Sana')).toEqual(
		expect.arrayContaining([`goal-step ${id}`, `goal-step ${other}`])
	);
	expect(await takeStep(context, halden.actor('Ruben'), id)).toMatchObject({
		problem: { kind: 'forbidden' }
	});
	const taken = await takeStep(context, halden.actor('Sana'), id);
	if (!taken.ok) throw new Error(taken.problem.detail);
	expect(await halden.shown(id)).toMatchObject({
		target: '20',
		further: [String(taken.value.step)]
	});
	expect((await happened(id)).at(-1)).toBe('adjusted');
	await leaveStep(context, halden.actor('Sana'), other);
	expect((await halden.shown(other)).further).toEqual([]);
	expect((await asked('Sana')).filter((ask) => ask.startsWith('goal-step'))).toEqual([]);
	expect(await takeStep(context, halden.actor('Sana'), id)).toMatchObject({
		problem: { kind: 'conflict' }
	});
});

test('a goal that ended waits for its review and keeps result, lesson and history', async () => {
	const id = await halden.set('Oskar', { scope: 'member', title: 'Coach Sana', target: 2 });
	await checkIn(context, halden.actor('Oskar'), { goalId: id, amount: 1, requestId: 'sana-1' });
	const later = onDay('2026-11-24');
	const asks = await readGoalAsks(later, halden.actor('Oskar'));
	expect(asks.find((ask) => ask.id === id)).toMatchObject({
		kind: 'goal-review',
		sentence: '“Coach Sana” ended on 22 Nov with 1 of 2.',
		href: `/goals/${id}`
	});
	await closeGoal(later, halden.actor('Oskar'), id, 'Two calls need two weeks.');
	expect(await halden.shown(id)).toMatchObject({
		value: '1',
		learned: 'Two calls need two weeks.'
	});
	expect((await openGoal(later, halden.actor('Lena'), id))!.history.at(-1)).toMatchObject({
		sentence: 'Oskar closed it with 1 of 2.',
		quote: 'Two calls need two weeks.'
	});
	expect(await readGoalAsks(later, halden.actor('Oskar'))).not.toContainEqual(
		expect.objectContaining({ id })
	);
});

test('every change is one line of its history, and a refusal none', async () => {
	const count = async () =>
		Number((await context.db.execute(sql`select count(*) from goal_changes`)).rows[0]!.count);
	const before = await count();
	await agreeGoal(context, halden.actor('Ines'), demos);
	await closeGoal(context, halden.actor('Aiko'), demos, 'Nothing.');
	await linkGoal(context, halden.actor('Aiko'), demos, logos);
	expect(await count()).toBe(before);
	expect(halden.announced).toEqual([]);
});

test('nobody agrees to the organization’s goal by way of a proposal of their own', async () => {
	const wide = { scope: 'organization', metric: 'demos-held', target: 9 } as const;
	const first = await halden.propose('Aiko', { ...wide, title: 'Aiko’s idea' });
	const under = await halden.propose('Aiko', { ...wide, title: 'More of it', supports: first.id });
	expect([first.agreed, under.agreed]).toEqual([false, false]);
	expect(await agreeGoal(context, halden.actor('Aiko'), under.id)).toMatchObject({
		problem: { kind: 'forbidden' }
	});
	// What is hers alone needs nobody, wherever it hangs.
	const own = await halden.propose('Aiko', { ...five, supports: first.id });
	expect(own.agreed).toBe(true);
	expect((await agreeGoal(context, halden.actor('Greta'), under.id)).ok).toBe(true);
	for (const { id } of [own, under, first])
		expect((await closeGoal(context, halden.actor('Aiko'), id, 'Ask first.')).ok).toBe(true);
});

test('under what waits, or was declined, nobody puts anything but who proposes it', async () => {
	const wide = { scope: 'team', team: north(), metric: 'demos-held', target: 9 } as const;
	const idea = (await halden.propose('Aiko', { ...wide, title: 'Aiko’s idea' })).id;
	const mine = (await halden.propose('Mara', { ...five, title: 'Mara’s five' })).id;
	const before = await happened(mine);
	halden.announced.splice(0);
	const refusals = (why: string) =>
		Promise.all([
			setGoal(context, halden.actor('Mara'), { ...five, supports: idea }),
			linkGoal(context, halden.actor('Mara'), mine, idea),
			editGoal(context, halden.actor('Mara'), editOf(mine, { supports: idea }))
		]).then((done) => {
			for (const each of done)
				expect(each).toMatchObject({ problem: { fields: { supports: why } } });
		});
	await refusals('“Aiko’s idea” waits to be agreed itself. Choose another, or talk to Aiko.');
	expect([await happened(mine), halden.announced]).toEqual([before, []]);
	const own = await halden.propose('Aiko', { ...five, title: 'Part of it', supports: idea });
	expect(own.agreed).toBe(true);
	await declineGoal(context, halden.actor('Ines'), idea, 'Make it six.');
	await refusals('The answer to “Aiko’s idea” was no. Choose another.');
	const more = await setGoal(context, halden.actor('Aiko'), { ...five, supports: idea });
	expect(more).toMatchObject({ problem: { fields: { supports: expect.any(String) } } });
	for (const [who, id] of [
		['Aiko', own.id],
		['Aiko', idea],
		['Mara', mine]
	] as const)
		await closeGoal(context, halden.actor(who), id, 'Asked first.');
});

test('an agreed goal closes with a sentence, a proposal without', async () => {
	const { id } = await halden.propose('Lena', five);
	expect(await closeGoal(context, halden.actor('Lena'), id, ' ')).toMatchObject({
		problem: { kind: 'invalid', fields: { learned: 'Say in a sentence what was learned.' } }
	});
	expect((await closeGoal(context, halden.actor('Lena'), id, 'Five is few.')).ok).toBe(true);
	const waiting = await halden.propose('Lena', { ...five, supports: demos });
	expect((await closeGoal(context, halden.actor('Lena'), waiting.id)).ok).toBe(true);
});

test('an admin hands over or closes what somebody left behind', async () => {
	const tomas = halden.actor('Tomás');
	const pod = await halden.set('Tomás', {
		...{ scope: 'pod', title: 'Two calls', metric: 'demos-held', target: 2 },
		people: [halden.actor('Lena').memberId]
	});
	const own = await halden.set('Tomás', five);
	const waiting = await halden.propose('Lena', { ...five, supports: pod });
	expect((await closeGoal(context, halden.actor('Greta'), own, 'Mine?')).ok).toBe(false);
	expect((await leave(context, halden.actor('Greta'), tomas.memberId)).ok).toBe(true);
	expect((await closeGoal(context, halden.actor('Ines'), own, 'Mine?')).ok).toBe(false);
	expect((await closeGoal(context, halden.actor('Greta'), own, 'He left.')).ok).toBe(true);
	expect((await halden.shown(pod)).people.map(({ name }) => name)).toEqual(['Lena']);
	expect(await asked('Greta')).toContain(`goal-agree ${waiting.id}`);
	const handOver = { title: 'Two calls', target: 2, supports: null, isOpen: true };
	const owner = halden.actor('Lena').memberId;
	expect(
		await editGoal(context, halden.actor('Greta'), editOf(pod, { ...handOver, owner }))
	).toMatchObject({ ok: true });
	expect(await asked('Lena')).toContain(`goal-agree ${waiting.id}`);
	expect((await agreeGoal(context, halden.actor('Lena'), waiting.id)).ok).toBe(true);
});

test('a pod takes as many as a screen can show, and no more', async () => {
	const { db } = context;
	const pod = await halden.set('Mara', { ...five, scope: 'pod', title: 'All of us' });
	const crowd = await Promise.all(
		Array.from({ length: LARGEST_POD - 1 }, async (_, i) => {
			const person = {
				name: `Guest ${i}`,
				email: `guest-${i}@halden.example`,
				role: 'rep'
			} as const;
			const added = await addMember(db, halden.orgId, person, NOW);
			return added.ok ? added.value.id : undefined;
		})
	);
	await db.insert(goalPeople).values(
		crowd.map((id) => ({
			...{ orgId: halden.orgId, goalId: pod, memberId: id!, startsOn: '2026-11-16' }
		}))
	);
	expect(await joinGoal(context, halden.actor('Aiko'), pod)).toMatchObject({
		problem: { kind: 'conflict', detail: 'So many are in it already. Start the next one.' }
	});
	await leaveGoal(context, { ...halden.actor('Aiko'), memberId: crowd[0]! }, pod);
	expect((await joinGoal(context, halden.actor('Aiko'), pod)).ok).toBe(true);
});

test('when Oskar leaves, his goals are handed over: Ruben asks Sana, she says yes', async () => {
	const lenas = await halden.set('Lena', { ...five, scope: 'pod', title: 'Hospitals together' });
	const harbour = { scope: 'team', team: halden.teams['Harbour Crew']! } as const;
	const team = await halden.set('Ruben', {
		...{ ...harbour, title: '30 meetings', metric: 'first-meetings', target: 30 },
		owner: halden.actor('Oskar').memberId
	});
	const sana = halden.actor('Sana').memberId;
	const { id: pod } = await halden.propose('Oskar', {
		...{ ...five, scope: 'pod', title: 'Two of us', supports: lenas, people: [sana] }
	});
	expect((await agreeGoal(context, halden.actor('Lena'), pod)).ok).toBe(true);
	const hand = (who: string, to: string, goalId = team) =>
		handOver(context, halden.actor(who), { goalId, to: halden.actor(to).memberId });
	expect(await hand('Ruben', 'Sana')).toMatchObject({ problem: { kind: 'conflict' } });
	expect((await leave(context, halden.actor('Greta'), halden.actor('Oskar').memberId)).ok).toBe(
		true
	);

	expect((await halden.shown(team)).owner).toMatchObject({ name: 'Oskar', left: true });
	for (const who of ['Ruben', 'Greta']) expect(await asked(who)).toContain(`goal-left ${team}`);
	expect(await asked('Lena')).toContain(`goal-left ${pod}`);
	expect(await hand('Lena', 'Sana')).toMatchObject({ problem: { kind: 'forbidden' } });
	expect(await hand('Ruben', 'Oskar')).toMatchObject({
		problem: { fields: { to: expect.anything() } }
	});

	halden.announced.splice(0);
	expect((await hand('Ruben', 'Sana')).ok).toBe(true);
	expect(halden.announced).toContain(`asks:${sana}`);
	expect(await asked('Sana')).toContain(`goal-handed ${team}`);
	expect(await asked('Ruben')).not.toContain(`goal-left ${team}`);
	const take = (who: string, answer: 'yes' | 'not-now', goalId = team) =>
		takeOver(context, halden.actor(who), { goalId, answer });
	expect(await take('Mara', 'yes')).toMatchObject({ problem: { kind: 'missing' } });
	expect((await take('Sana', 'not-now')).ok).toBe(true);
	expect(await asked('Ruben')).toContain(`goal-left ${team}`);
	expect((await hand('Ruben', 'Sana')).ok).toBe(true);
	expect((await take('Sana', 'yes')).ok).toBe(true);
	expect((await halden.shown(team)).owner).toMatchObject({ id: sana });
	expect(await asked('Sana')).not.toContain(`goal-handed ${team}`);
	expect(await happened(team)).toEqual(['set', 'offered', 'offered', 'offered', 'offered']);

	// Who answers for what it supports moves a pod and hands it to somebody in it.
	expect((await hand('Ruben', 'Sana', pod)).ok).toBe(false);
	expect((await linkGoal(context, halden.actor('Lena'), pod, null)).ok).toBe(true);
	expect((await linkGoal(context, halden.actor('Greta'), pod, lenas)).ok).toBe(true);
	expect((await agreeGoal(context, halden.actor('Lena'), pod)).ok).toBe(true);
	expect(await hand('Lena', 'Mara', pod)).toMatchObject({ problem: { kind: 'invalid' } });
	expect((await hand('Lena', 'Sana', pod)).ok).toBe(true);
	expect((await take('Sana', 'yes', pod)).ok).toBe(true);
});

test('many goals or questions at once are refused with a sentence, and go on later', async () => {
	const later = onDay('2026-11-20');
	const mara = halden.actor('Mara');
	const pod = await setGoal(later, mara, { ...five, scope: 'pod', title: 'All of us' });
	if (!pod.ok) throw new Error(pod.problem.detail);
	const found = await context.db.execute(sql`select id from members
		where org_id = ${halden.orgId} and name like 'Guest %' limit 21`);
	const questions = await Promise.all(
		(found.rows as { id: typeof mara.memberId }[]).map(({ id: to }) =>
			askForHelp(later, mara, { goalId: pod.value.id, to, sentence: 'Would you join us?' })
		)
	);
	expect(questions.filter(({ ok }) => !ok)).toMatchObject([
		{ problem: { kind: 'too-many', detail: expect.stringContaining('Wait for their answers') } }
	]);
	const faulty = Array.from({ length: 120 }, () => setGoal(later, mara, { ...five, title: '' }));
	expect((await Promise.all(faulty)).at(-1)).toMatchObject({ problem: { kind: 'too-many' } });
	const again = { ...context, clock: { now: () => new Date('2026-11-20T12:10:00Z') } };
	expect((await setGoal(again, mara, five)).ok).toBe(true);
});
