import { beforeEach, expect, test } from 'vitest';
import { leave } from '#lib/identity/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import {
	agreeGoal,
	declineGoal,
	editGoal,
	handOver,
	linkGoal,
	openGoal,
	readGoalAsks,
	setGoal,
	takeOver,
	type SetGoal
} from '../index.ts';
import { NOW, openHalden, type Halden } from '../goals.fixture.ts';

const DAYS = {
	metric: 'first-meetings',
	startsOn: '2026-11-16',
	endsOn: '2026-11-29'
} as const;

let halden: Halden;
let harbour: GoalId;
let north: GoalId;

beforeEach(async () => {
	halden = await openHalden();
	harbour = await team('Ruben', 'Harbour Crew', '30 meetings');
	north = await team('Ines', 'Northern Lights', 'Every hospital');
});

function team(who: string, name: string, title: string): Promise<GoalId> {
	return set(who, { ...DAYS, scope: 'team', team: halden.teams[name]!, title, target: 50 });
}

async function set(who: string, command: SetGoal): Promise<GoalId> {
	const done = await setGoal(halden.context, halden.actor(who), command);
	if (!done.ok) throw new Error(done.problem.detail);
	return done.value.id;
}

function propose(who: string, title: string, supports: GoalId, target = 5): Promise<GoalId> {
	return set(who, { ...DAYS, scope: 'member', title, target, supports });
}

/** A proposal of two people's. */
function pod(who: string, title: string, supports: GoalId, other: string): Promise<GoalId> {
	const people = [halden.actor(other).memberId];
	return set(who, { ...DAYS, scope: 'pod', title, target: 5, supports, people });
}

/** From now on somebody else answers for it. */
async function hand(goalId: GoalId, from: string, to: string, supports: GoalId): Promise<void> {
	const { title, endsOn } = await shown(goalId);
	const same = { goalId, title, why: '', target: 5, endsOn, supports };
	const handed = { ...same, owner: halden.actor(to).memberId };
	expect(await editGoal(halden.context, halden.actor(from), handed)).toMatchObject({ ok: true });
}

/** What somebody's manager has agreed to, for the team. */
async function agreed(who: string, title: string, manager: 'Ruben' | 'Ines', target = 5) {
	const id = await propose(who, title, manager === 'Ruben' ? harbour : north, target);
	const done = await agreeGoal(halden.context, halden.actor(manager), id);
	expect(done).toMatchObject({ ok: true });
	return id;
}

async function wish(who: string, id: GoalId, under: GoalId): Promise<void> {
	const asked = await linkGoal(halden.context, halden.actor(who), id, under);
	expect(asked).toMatchObject({ value: { agreed: false } });
}

/** Its owner leaves, somebody is asked to carry on, and does. Answers the new goal. */
async function carryOn(id: GoalId, from: string, by: string, to: string): Promise<GoalId> {
	const { context, actor } = halden;
	await leave(context, actor('Greta'), actor(from).memberId);
	const handed = await handOver(context, actor(by), { goalId: id, to: actor(to).memberId });
	if (by === to && handed.ok) return handed.value.id;
	const done = await takeOver(context, actor(to), { goalId: id, answer: 'yes' });
	if (!done.ok) throw new Error(done.problem.detail);
	return done.value.id;
}

async function shown(id: GoalId) {
	return (await openGoal(halden.context, halden.actor('Greta'), id))!.goal;
}

async function told(id: GoalId): Promise<string[]> {
	const { history } = (await openGoal(halden.context, halden.actor('Greta'), id))!;
	return history.map(({ sentence }) => sentence);
}

async function asked(who: string): Promise<string[]> {
	const asks = await readGoalAsks(halden.context, halden.actor(who));
	return asks.map(({ sentence }) => sentence);
}

test('who carries on and answers for where it was to stand puts it there, and is asked nothing', async () => {
	const lenas = await agreed('Lena', 'Five hospitals', 'Ines');
	await wish('Lena', lenas, harbour);
	const on = await carryOn(lenas, 'Lena', 'Ines', 'Ruben');
	expect(await shown(on)).toMatchObject({ state: 'agreed', parentId: harbour, wanted: null });
	expect(await asked('Ruben')).toEqual([]);
	expect((await told(on)).slice(1)).toEqual(['Ruben put it under “30 meetings”.']);
});

test('a proposal that whoever answers for it carries on with stands agreed', async () => {
	const tomas = await propose('Tomás', 'Five clinics', north);
	const on = await carryOn(tomas, 'Tomás', 'Ines', 'Ines');
	expect(await shown(on)).toMatchObject({ state: 'agreed', parentId: north });
	expect(await asked('Ines')).toEqual([]);
	expect((await told(on)).slice(1)).toEqual(['Ines agreed.']);
});

test('what was to stand under it waits for whoever carries on, but where it can no longer', async () => {
	const { context, actor } = halden;
	const quay = await agreed('Oskar', 'Six along the quay', 'Ruben', 9);
	const sanas = await agreed('Sana', 'Five by boat', 'Ruben');
	const maras = await agreed('Mara', 'Eight on foot', 'Ines', 8);
	const aikos = await agreed('Aiko', 'Five by bus', 'Ines');
	await wish('Sana', sanas, quay);
	await wish('Mara', maras, quay);
	await wish('Aiko', aikos, quay);
	// Any target was right when they asked, and at most six each is now.
	const { title, endsOn } = await shown(quay);
	const same = { title, why: '', target: 9, endsOn, supports: harbour };
	const bounds = { goalId: quay, ...same, commit: { from: 3, to: 6 } };
	expect((await editGoal(context, actor('Oskar'), bounds)).ok).toBe(true);
	halden.announced.splice(0);
	const on = await carryOn(quay, 'Oskar', 'Ruben', 'Aiko');

	expect(await shown(sanas)).toMatchObject({
		...{ state: 'agreed', parentId: harbour },
		wanted: { id: on, title: 'Six along the quay', asked: 'Aiko' }
	});
	expect(await asked('Aiko')).toEqual([
		'Sana wants to move “Five by boat” under “Six along the quay”.'
	]);
	expect(await asked('Sana')).toEqual([]);
	expect((await told(sanas)).at(-1)).toBe(
		'Aiko carries on with “Six along the quay” for Oskar, and answers the wish now.'
	);
	// Her own wish is hers to answer now.
	expect(await shown(aikos)).toMatchObject({ state: 'agreed', parentId: on, wanted: null });
	expect((await told(aikos)).at(-1)).toBe('Aiko agreed: it supports “Six along the quay” now.');

	expect(await shown(maras)).toMatchObject({ parentId: north, wanted: null });
	expect(await asked('Mara')).toEqual([
		'“Eight on foot” stays where it is: “Six along the quay” has no place for it any more.'
	]);
	for (const who of ['Aiko', 'Mara', 'Sana'])
		expect(halden.announced).toContain(`asks:${actor(who).memberId}`);
	expect((await shown(quay)).closedAt).toBe(NOW.toISOString());

	const no = await declineGoal(context, actor('Aiko'), sanas, 'Boats are slow.');
	expect(no.ok).toBe(true);
	expect(await asked('Sana')).toEqual([
		'“Five by boat” stays where it is: the answer to moving it under “Six along the quay” was no.'
	]);
});

test('of two that were each to stand under the other one does, and the other is told', async () => {
	const lists = await agreed('Mara', 'Write the lists', 'Ines');
	const calls = await agreed('Aiko', 'Call the lists', 'Ines');
	await wish('Mara', lists, calls);
	await wish('Aiko', calls, lists);
	const on = await carryOn(lists, 'Mara', 'Ines', 'Aiko');
	expect(await shown(on)).toMatchObject({ parentId: calls, wanted: null });
	expect(await shown(calls)).toMatchObject({ parentId: north, wanted: null });
	expect(await asked('Aiko')).toEqual([
		'“Call the lists” stays where it is: “Write the lists” supports it now.'
	]);
});

test('what could not stand there any more stays where it is, and nobody is asked', async () => {
	const { context, actor } = halden;
	const lenas = await agreed('Lena', 'Nine hospitals', 'Ines', 9);
	await wish('Lena', lenas, harbour);
	const { title, endsOn } = await shown(harbour);
	const same = { title, why: '', target: 50, endsOn, supports: null };
	const bounds = { goalId: harbour, ...same, commit: { from: 3, to: 6 } };
	expect(await editGoal(context, actor('Ruben'), bounds)).toMatchObject({ ok: true });
	const on = await carryOn(lenas, 'Lena', 'Ines', 'Ruben');
	expect(await shown(on)).toMatchObject({ state: 'agreed', parentId: north, wanted: null });
	expect(await asked('Ruben')).toEqual([]);
	expect((await told(on)).slice(1)).toEqual([
		'It stays where it is: “30 meetings” has no place for it any more.'
	]);
});

test('what others answer for by now, and a wish for another place, still wait for an answer', async () => {
	const { context, actor } = halden;
	const clinics = await agreed('Oskar', 'Clinics', 'Ruben');
	const ferry = await pod('Aiko', 'By ferry', clinics, 'Mara');
	const piers = await propose('Aiko', 'Two piers', clinics, 2);
	expect(await agreeGoal(context, actor('Oskar'), piers)).toMatchObject({ ok: true });
	const islands = await pod('Sana', 'Every island', harbour, 'Aiko');
	expect(await agreeGoal(context, actor('Ruben'), islands)).toMatchObject({ ok: true });
	await wish('Aiko', piers, islands);
	await hand(ferry, 'Aiko', 'Mara', clinics);
	await hand(islands, 'Sana', 'Aiko', harbour);
	const on = await carryOn(clinics, 'Oskar', 'Ruben', 'Aiko');
	expect(await shown(ferry)).toMatchObject({ state: 'proposed', parentId: on });
	expect(await shown(piers)).toMatchObject({ parentId: on, wanted: { id: islands } });
});
