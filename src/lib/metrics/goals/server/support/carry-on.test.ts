import { beforeAll, expect, test } from 'vitest';
import { leave } from '#lib/identity/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import { newId } from '#lib/platform/server/ids.ts';
import {
	agreeGoal,
	checkIn,
	handOver,
	openGoal,
	readGoal,
	readGoalAsks,
	readHistory,
	setGoal,
	takeOver,
	type SetGoal
} from '../index.ts';
import { NOW, openHalden, type Halden } from '../goals.fixture.ts';

let halden: Halden;
let team: GoalId;
let quay: GoalId;
let helping: GoalId;
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
	const reached = await set('Oskar', { ...own('Four on the phone', 4), supports: team });
	await set('Oskar', own('Ten for myself', 10));
	helping = await set('Sana', {
		scope: 'member',
		title: 'Lists for him',
		target: 2,
		supports: quay
	});
	for (const [who, id] of [
		['Ruben', quay],
		['Ruben', reached],
		['Oskar', helping]
	] as const)
		expect((await agreeGoal(halden.context, halden.actor(who), id)).ok).toBe(true);
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

async function shown(id: GoalId) {
	return (await readGoal(halden.context.db, halden.orgId, id))!;
}

async function asked(who: string): Promise<string[]> {
	const asks = await readGoalAsks(halden.context, halden.actor(who));
	return asks.map(({ sentence }) => sentence);
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
	const rights = async (who: string) =>
		(await openGoal(halden.context, halden.actor(who), quay))!.rights.handOver;
	expect([await rights('Ruben'), await rights('Sana')]).toEqual([true, false]);
});

test('Sana is asked to carry on, and may say not now', async () => {
	expect((await hand('Ruben', 'Sana')).ok).toBe(true);
	expect(await asked('Sana')).toEqual(['Ruben asks you to carry on with “Six along the quay”.']);
	expect(await asked('Ruben')).toEqual([]);
	expect(await answer('Mara', 'yes')).toMatchObject({ problem: { kind: 'missing' } });
	expect(await answer('Sana', 'not-now')).toMatchObject({ value: { id: quay } });
	expect(await shown(quay)).toMatchObject({ closedAt: null, member: { name: 'Oskar' } });
	expect(await asked('Ruben')).toHaveLength(1);
});

test('she says yes: his four stay his, and she goes on from there under the same goal', async () => {
	expect((await hand('Ruben', 'Sana')).ok).toBe(true);
	halden.announced.splice(0);
	const done = await answer('Sana', 'yes');
	if (!done.ok) throw new Error(done.problem.detail);
	carried = done.value.id;
	expect(halden.announced).toContain('goals');
	expect(await shown(quay)).toMatchObject({
		...{ closedAt: NOW.toISOString(), value: '4', member: { name: 'Oskar' } }
	});
	expect(await shown(carried)).toMatchObject({
		...{ title: 'Six along the quay', member: { name: 'Sana' }, owner: { name: 'Sana' } },
		...{ start: '4', value: '4', target: '6', startsOn: '2026-11-18', endsOn: '2026-11-29' },
		...{ state: 'agreed', parentId: team, closedAt: null }
	});
	expect((await shown(helping)).parentId).toBe(carried);
	expect(await answer('Sana', 'yes')).toMatchObject({ problem: { kind: 'conflict' } });
	expect([await asked('Sana'), await asked('Ruben')]).toEqual([[], []]);
	const said = await readHistory(halden.context.db, halden.orgId, carried);
	expect(said).toMatchObject([{ kind: 'set', says: { carried: '4', from: 'Oskar' } }]);
	const ends = await readHistory(halden.context.db, halden.orgId, quay);
	expect(ends.at(-1)).toMatchObject({ kind: 'closed', says: { carried: 'yes', value: '4' } });
});

test('what she does moves her goal, what comes late of his does not, and the team’s counts both once', async () => {
	await halden.record(
		['Sana', 'first-meetings', 1, '2026-11-18'],
		['Oskar', 'first-meetings', 1, '2026-11-18']
	);
	expect((await shown(carried)).value).toBe('5');
	expect((await shown(quay)).value).toBe('4');
	expect((await shown(team)).value).toBe('9');
});

test('what is reached, or stands alone, is nobody’s to carry on with but an admin’s to close', async () => {
	const open = await openGoal(halden.context, halden.actor('Greta'), carried);
	const links = open!.above[0]!.id as GoalId;
	const { below } = (await openGoal(halden.context, halden.actor('Ruben'), links))!;
	const won = below.find(({ title }) => title === 'Four on the phone')!;
	expect(won).toMatchObject({ value: '5', target: '4', closed: false });
	expect(await hand('Ruben', 'Sana', won.id as GoalId)).toMatchObject({
		problem: { kind: 'conflict', detail: 'This goal is reached. Close it with what was learned.' }
	});
	expect(await hand('Ruben', 'Sana', newId<'goal'>(NOW))).toMatchObject({
		problem: { kind: 'missing' }
	});
});

test('a goal that counts goals goes on with those still to be reached, and counts none twice', async () => {
	const coached = await set('Mara', {
		...{ scope: 'member', title: 'Two who coach', measure: 'goals', target: 2 }
	});
	const tap = (who: string, goalId: GoalId) =>
		checkIn(halden.context, halden.actor(who), { goalId, amount: 1, requestId: `tap-${who}` });
	const coach = { scope: 'member', title: 'Coach', target: 1, supports: coached } as const;
	const [aikos, lenas] = [await set('Aiko', coach), await set('Lena', coach)];
	for (const id of [aikos, lenas])
		expect((await agreeGoal(halden.context, halden.actor('Mara'), id)).ok).toBe(true);
	await tap('Aiko', aikos);
	await leave(halden.context, halden.actor('Greta'), halden.actor('Mara').memberId);
	expect(await asked('Greta')).toEqual([]);
	const done = await hand('Greta', 'Greta', coached);
	if (!done.ok) throw new Error(done.problem.detail);
	expect(await shown(done.value.id)).toMatchObject({ start: '1', value: '1', target: '2' });
	await tap('Lena', lenas);
	expect(await shown(done.value.id)).toMatchObject({ value: '2', member: { name: 'Greta' } });
	expect(await shown(coached)).toMatchObject({ value: '1', closedAt: NOW.toISOString() });
});
