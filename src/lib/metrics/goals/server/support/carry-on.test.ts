import { beforeAll, expect, test } from 'vitest';
import { leave } from '#lib/identity/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { newId } from '#lib/platform/server/ids.ts';
import {
	agreeGoal,
	checkIn,
	closeGoal,
	declineGoal,
	editGoal,
	handOver,
	linkGoal,
	openGoal,
	readGoal,
	readGoalAsks,
	readHistory,
	readLeaving,
	setGoal,
	takeOver,
	type SetGoal
} from '../index.ts';
import { openedWith, type Opened } from '../../form/opened-with.ts';
import { NOW, openHalden, type Halden } from '../goals.fixture.ts';

let halden: Halden;
let team: GoalId;
let quay: GoalId;
let helping: GoalId;
let helped: GoalId;
let refused: GoalId;
let alone: GoalId;
let carried: GoalId;

const MEETINGS = {
	metric: 'first-meetings',
	startsOn: '2026-11-16',
	endsOn: '2026-11-29'
} as const;

beforeAll(async () => {
	halden = await openHalden();
	const harbour = { scope: 'team', team: halden.teams['Harbour Crew']! } as const;
	team = await set('Ruben', {
		...{ ...harbour, ...MEETINGS, title: '30 meetings', target: 30 },
		commit: { from: 4, to: 8 }
	});
	quay = await set('Oskar', { ...own('Six along the quay', 6), supports: team });
	expect((await agreeGoal(halden.context, halden.actor('Ruben'), quay)).ok).toBe(true);
	const reached = await set('Oskar', { ...own('Four on the phone', 4), supports: team });
	alone = await set('Oskar', own('Ten for myself', 10));
	refused = await set('Oskar', { ...own('Seven by boat', 7), supports: team });
	const no = await declineGoal(halden.context, halden.actor('Ruben'), refused, 'Too far out.');
	expect(no.ok).toBe(true);
	helping = await set('Sana', {
		scope: 'member',
		title: 'Lists for him',
		target: 2,
		supports: quay
	});
	helped = await set('Sana', {
		...{ scope: 'member', title: 'A map of the quay', target: 1, supports: quay }
	});
	for (const [who, id] of [
		['Ruben', reached],
		['Oskar', helping],
		['Oskar', helped]
	] as const)
		expect((await agreeGoal(halden.context, halden.actor(who), id)).ok).toBe(true);
	await tap('Sana', helped);
	await halden.record(['Oskar', 'first-meetings', 4], ['Sana', 'first-meetings', 3, '2026-11-17']);
	const gone = await leave(halden.context, halden.actor('Greta'), halden.actor('Oskar').memberId);
	expect(gone.ok).toBe(true);
});

function own(title: string, target: number): SetGoal {
	return { ...MEETINGS, scope: 'member', title, target };
}

async function set(who: string, command: SetGoal): Promise<GoalId> {
	const done = await setGoal(halden.context, halden.actor(who), command);
	if (!done.ok) throw new Error(done.problem.detail);
	return done.value.id;
}

function tap(who: string, goalId: GoalId) {
	const requestId = `${who}-${goalId}`;
	return checkIn(halden.context, halden.actor(who), { goalId, amount: 1, requestId });
}

async function shown(id: GoalId) {
	return (await readGoal(halden.context.db, halden.orgId, id))!;
}

async function asked(who: string): Promise<string[]> {
	const asks = await readGoalAsks(halden.context, halden.actor(who));
	return asks.map(({ sentence }) => sentence);
}

async function rights(who: string, id: GoalId) {
	return (await openGoal(halden.context, halden.actor(who), id))!.rights;
}

function hand(who: string, to: string, goalId = quay) {
	const member = halden.actor(to).memberId;
	return handOver(halden.context, halden.actor(who), { goalId, to: member });
}

function answer(who: string, answer: 'yes' | 'not-now') {
	return takeOver(halden.context, halden.actor(who), { goalId: quay, answer });
}

test('Oskar leaves: Ruben is asked about what still feeds his goal, and about nothing else', async () => {
	const left = 'Oskar has left, and “Six along the quay” is not reached yet.';
	expect(await asked('Ruben')).toEqual([left]);
	expect(await asked('Greta')).toEqual([left]);
	expect(await asked('Ines')).toEqual([]);
	expect(await hand('Ines', 'Sana')).toMatchObject({ problem: { kind: 'forbidden' } });
	expect(await hand('Ruben', 'Oskar')).toMatchObject({ problem: { kind: 'invalid' } });
	expect((await rights('Ruben', quay)).handOver).toBe(true);
	expect((await rights('Sana', quay)).handOver).toBe(false);
});

test('what Ruben has said no to comes back to nobody', async () => {
	expect(await rights('Ruben', refused)).toMatchObject({ change: true, handOver: false });
	for (const to of ['Sana', 'Ruben'])
		expect(await hand('Ruben', to, refused)).toMatchObject({
			problem: { detail: 'The answer to this goal was no. Close it with what was learned.' }
		});
});

test('Sana is asked to carry on, and may say not now', async () => {
	expect((await hand('Ruben', 'Sana')).ok).toBe(true);
	const [ask] = await readGoalAsks(halden.context, halden.actor('Sana'));
	expect(ask).toMatchObject({
		sentence: 'Ruben asks you to carry on with “Six along the quay”.',
		detail: 'Oskar has left. It would be yours from tomorrow on. Say yes, or not now.'
	});
	expect(await asked('Ruben')).toEqual([]);
	expect(await answer('Mara', 'yes')).toMatchObject({ problem: { kind: 'missing' } });
	expect(await answer('Sana', 'not-now')).toMatchObject({ value: { id: quay } });
	expect(await shown(quay)).toMatchObject({ closedAt: null, member: { name: 'Oskar' } });
	expect(await asked('Ruben')).toHaveLength(1);
});

test('she says yes: his four stay his, and she goes on from there under the same goal', async () => {
	expect((await hand('Ruben', 'Sana')).ok).toBe(true);
	// This very morning, before she says yes.
	await halden.record(['Sana', 'first-meetings', 2, '2026-11-18']);
	halden.announced.splice(0);
	const jobs = (await halden.jobs()).length;
	const done = await answer('Sana', 'yes');
	if (!done.ok) throw new Error(done.problem.detail);
	carried = done.value.id;
	expect(halden.announced).toContain('goals');
	expect(await halden.jobs()).toHaveLength(jobs);
	expect(await shown(quay)).toMatchObject({
		...{ closedAt: NOW.toISOString(), value: '4', member: { name: 'Oskar' } }
	});
	expect(await shown(carried)).toMatchObject({
		...{ title: 'Six along the quay', member: { name: 'Sana' }, owner: { name: 'Sana' } },
		...{ start: '4', value: '4', target: '6', startsOn: '2026-11-19', endsOn: '2026-11-29' },
		...{ state: 'agreed', parentId: team, closedAt: null }
	});
	expect((await shown(helping)).parentId).toBe(carried);
	expect(await shown(helped)).toMatchObject({ parentId: carried, value: '1', closedAt: null });
	const { handing } = (await openGoal(halden.context, halden.actor('Ruben'), quay))!;
	expect(handing).toEqual({ to: null, by: null });
	expect(await answer('Sana', 'yes')).toMatchObject({ problem: { kind: 'conflict' } });
	expect([await asked('Sana'), await asked('Ruben')]).toEqual([[], []]);
	const said = await readHistory(halden.context.db, halden.orgId, carried);
	expect(said).toMatchObject([{ kind: 'set', says: { carried: '4', from: 'Oskar' } }]);
	const ends = await readHistory(halden.context.db, halden.orgId, quay);
	expect(ends.at(-1)).toMatchObject({ kind: 'closed', says: { carried: 'yes', value: '4' } });
});

test('what moved along says who took it along, also to whoever meant to move it elsewhere', async () => {
	const { db } = halden.context;
	const goal = await shown(helping);
	const { history } = (await openGoal(halden.context, halden.actor('Sana'), helping))!;
	expect(history.at(-1)).toMatchObject({
		sentence: 'Sana carries on with “Six along the quay” for Oskar, so it supports theirs now.'
	});
	expect((await readHistory(db, halden.orgId, helped)).map(({ kind }) => kind)).toEqual([
		...['set', 'agreed', 'relinked']
	]);
	const was: Opened = { ...JSON.parse(openedWith(goal)), supports: quay };
	const same = { goalId: helping, title: goal.title, why: '', target: '2', endsOn: goal.endsOn };
	const meets = await editGoal(halden.context, halden.actor('Sana'), {
		...same,
		was,
		supports: team
	});
	expect(meets).toMatchObject({
		problem: {
			detail:
				'You put it under “Six along the quay” just now. Save again to put it under “30 meetings”.'
		}
	});
});

test('from tomorrow on she moves her goal, what comes late of his does not, and the team’s counts all once', async () => {
	await halden.record(
		['Sana', 'first-meetings', 1, '2026-11-18'],
		['Oskar', 'first-meetings', 1, '2026-11-18']
	);
	expect((await shown(carried)).value).toBe('4');
	halden.context.clock.now = () => new Date(NOW.getTime() + 86_400_000);
	await halden.record(['Sana', 'first-meetings', 1, '2026-11-19']);
	halden.context.clock.now = () => NOW;
	expect((await shown(carried)).value).toBe('5');
	expect((await shown(quay)).value).toBe('4');
	expect((await shown(team)).value).toBe('12');
});

test('what is reached is nobody’s to carry on with', async () => {
	const { below } = (await openGoal(halden.context, halden.actor('Ruben'), team))!;
	const won = below.find(({ title }) => title === 'Four on the phone')!;
	expect(won).toMatchObject({ value: '5', target: '4', closed: false });
	expect(await hand('Ruben', 'Sana', won.id as GoalId)).toMatchObject({
		problem: { kind: 'conflict', detail: 'This goal is reached. Close it with what was learned.' }
	});
	expect(await hand('Ruben', 'Sana', newId<'goal'>(NOW))).toMatchObject({
		problem: { kind: 'missing' }
	});
});

test('of what stood alone nobody is asked; an admin alone hands it over or closes it', async () => {
	expect(await shown(alone)).toMatchObject({ parentId: null, closedAt: null, value: '5' });
	for (const who of ['Greta', 'Ruben']) expect(await asked(who)).toEqual([]);
	expect(await rights('Ruben', alone)).toMatchObject({ change: false, handOver: false });
	expect(await rights('Greta', alone)).toMatchObject({ change: true, handOver: true });
	expect(
		await closeGoal(halden.context, halden.actor('Ruben'), alone, 'Ten is many.')
	).toMatchObject({ problem: { kind: 'forbidden' } });
	const closed = await closeGoal(halden.context, halden.actor('Greta'), alone, 'Ten is many.');
	expect(closed.ok).toBe(true);
	expect(await shown(alone)).toMatchObject({ closedAt: NOW.toISOString(), value: '5' });
});

test('on its last day nobody is asked to carry on with what counts by its day', async () => {
	const mara = { ...MEETINGS, scope: 'member', title: 'Three by tonight', target: 3 } as const;
	const lights = { scope: 'team', team: halden.teams['Northern Lights']! } as const;
	const above = await set('Ines', { ...lights, ...MEETINGS, title: '40 meetings', target: 40 });
	const last = await set('Aiko', { ...mara, endsOn: '2026-11-18', supports: above });
	expect((await agreeGoal(halden.context, halden.actor('Ines'), last)).ok).toBe(true);
	await leave(halden.context, halden.actor('Greta'), halden.actor('Aiko').memberId);
	expect(await asked('Ines')).toEqual([]);
	expect((await rights('Ines', last)).handOver).toBe(false);
	expect(await hand('Ines', 'Lena', last)).toMatchObject({
		problem: { detail: 'This goal ends today. Close it with what was learned.' }
	});
});

test('a goal that counts goals goes on with those still to be reached, and counts none twice', async () => {
	const coached = await set('Mara', {
		...{ scope: 'member', title: 'Two who coach', measure: 'goals', target: 2 }
	});
	const coach = { scope: 'member', title: 'Coach', target: 1, supports: coached } as const;
	const [tomas, lenas] = [await set('Tomás', coach), await set('Lena', coach)];
	for (const id of [tomas, lenas])
		expect((await agreeGoal(halden.context, halden.actor('Mara'), id)).ok).toBe(true);
	// Nobody has agreed to this one yet, so it is counted nowhere.
	const sanas = await set('Sana', coach);
	await tap('Tomás', tomas);
	await tap('Sana', sanas);
	await leave(halden.context, halden.actor('Greta'), halden.actor('Mara').memberId);
	expect(await asked('Greta')).toEqual(['Sana proposes “Coach” for “Two who coach”.']);
	const done = await hand('Greta', 'Greta', coached);
	if (!done.ok) throw new Error(done.problem.detail);
	expect(await shown(done.value.id)).toMatchObject({ start: '1', value: '1', target: '2' });
	expect((await shown(tomas)).parentId).toBe(coached);
	for (const id of [lenas, sanas]) expect((await shown(id)).parentId).toBe(done.value.id);
	await tap('Lena', lenas);
	expect(await shown(done.value.id)).toMatchObject({ value: '2', member: { name: 'Greta' } });
	expect((await agreeGoal(halden.context, halden.actor('Greta'), sanas)).ok).toBe(true);
	expect((await shown(done.value.id)).value).toBe('3');
	expect(await shown(coached)).toMatchObject({ value: '1', closedAt: NOW.toISOString() });
});

test('under a goal that is closed nobody is asked; whoever carries on does so for themselves', async () => {
	const { context, actor } = halden;
	const lights = { scope: 'team', team: halden.teams['Northern Lights']! } as const;
	const above = await set('Ines', { ...lights, ...MEETINGS, title: 'Fill the diary', target: 50 });
	const ten = await set('Tomás', { ...own('Ten in the north', 10), supports: above });
	expect((await agreeGoal(context, actor('Ines'), ten)).ok).toBe(true);
	const part = await set('Lena', { ...own('Two of them', 2), supports: ten });
	const three = await set('Sana', { ...own('Three of them', 3), supports: ten });
	const late = await set('Tomás', { ...own('One more', 1), supports: above });
	expect((await closeGoal(context, actor('Ines'), above, 'Fifty was too many.')).ok).toBe(true);
	const { goals: becomes } = await readLeaving(context, halden.orgId, actor('Tomás').memberId);
	expect(new Set(becomes.map((each) => each.becomes))).toEqual(
		new Set(['Closes with its last day and what they brought.'])
	);
	await leave(context, actor('Greta'), actor('Tomás').memberId);
	for (const who of ['Greta', 'Ines'])
		expect((await asked(who)).filter((each) => each.includes('has left'))).toEqual([]);

	expect((await hand('Greta', 'Lena', ten)).ok).toBe(true);
	const asks = await readGoalAsks(context, actor('Lena'));
	const handed = asks.filter(({ kind }) => kind === 'goal-handed');
	expect(handed.map(({ detail }) => detail)).toEqual([
		'Tomás has left. It would be yours from tomorrow on. It stands on its own then: “Fill the diary” is closed. Say yes, or not now.'
	]);
	const yes = await takeOver(context, actor('Lena'), { goalId: ten, answer: 'yes' });
	if (!yes.ok) throw new Error(yes.problem.detail);
	expect(await shown(yes.value.id)).toMatchObject({
		parentId: null,
		state: 'agreed',
		target: '10'
	});
	const { history, above: chain } = (await openGoal(context, actor('Lena'), yes.value.id))!;
	expect([chain, history.map(({ sentence }) => sentence)]).toEqual([
		[],
		[
			'Lena carries on for Tomás, who has left: from 0 to 10. It stands on its own, for “Fill the diary” is closed.'
		]
	]);
	// What waited to be agreed for it goes along, and asks as before; only nobody asks themselves.
	const proposed = (await asked('Lena')).filter((each) => each.includes('proposes'));
	expect(proposed).toEqual(['Sana proposes “Three of them” for “Ten in the north”.']);
	expect(await shown(part)).toMatchObject({ parentId: yes.value.id, state: 'agreed' });
	expect(await shown(three)).toMatchObject({ parentId: yes.value.id, state: 'proposed' });
	// Nobody could agree to it under what is closed: on its own it needs nobody.
	const one = await hand('Greta', 'Greta', late);
	expect(one.ok && (await shown(one.value.id))).toMatchObject({ parentId: null, state: 'agreed' });
});

test('where it was to stand elsewhere, whoever carries on still waits for that answer', async () => {
	const { context, actor } = halden;
	const lights = { scope: 'team', team: halden.teams['Northern Lights']! } as const;
	const above = await set('Ines', { ...lights, ...MEETINGS, title: 'Every hospital', target: 50 });
	const five = await set('Lena', { ...own('Five hospitals', 5), supports: above });
	expect((await agreeGoal(context, actor('Ines'), five)).ok).toBe(true);
	expect(await linkGoal(context, actor('Lena'), five, team)).toMatchObject({
		value: { agreed: false }
	});
	await leave(context, actor('Greta'), actor('Lena').memberId);
	expect((await hand('Ines', 'Sana', five)).ok).toBe(true);
	const yes = await takeOver(context, actor('Sana'), { goalId: five, answer: 'yes' });
	if (!yes.ok) throw new Error(yes.problem.detail);
	const { id } = yes.value;
	expect(await shown(id)).toMatchObject({
		...{ state: 'agreed', parentId: above },
		wanted: { id: team, title: '30 meetings', asked: 'Ruben' }
	});
	expect(await shown(five)).toMatchObject({ wanted: null, closedAt: NOW.toISOString() });
	const wish = 'Sana wants to move “Five hospitals” under “30 meetings”.';
	expect(await asked('Ruben')).toContain(wish);
	const { history } = (await openGoal(context, actor('Sana'), id))!;
	expect(history.at(-1)!.sentence).toBe('Sana asked to put it under “30 meetings”.');
	expect((await agreeGoal(context, actor('Ruben'), id)).ok).toBe(true);
	expect(await shown(id)).toMatchObject({ parentId: team, wanted: null });
});
