import { beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import type { ActivityId, GoalId } from '#lib/platform/ids.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { FIGURES } from '../facts.ts';
import { diffGoals } from '../diff-goals.ts';
import {
	agreeGoal,
	checkIn,
	closeGoal,
	editGoal,
	goalsFedBy,
	goalsTopic,
	createHeldGoals,
	openGoal,
	openGoals,
	openNewGoal,
	openPastGoals,
	readContributions,
	readGoals,
	readGoal,
	readTaps,
	setGoal,
	setTypedGoal,
	type SetGoal
} from './index.ts';
import { foundHalden, NOW, openHalden, type Halden } from './goals.fixture.ts';

let halden: Halden;
let logos: GoalId;
let demos: GoalId;
let five: GoalId;
let coach: GoalId;

beforeAll(async () => {
	halden = await openHalden();
	await halden.record(
		['Aiko', 'demos-held', 2, '2026-11-03'],
		['Mara', 'deals-won', 3, '2026-10-05']
	);
	logos = await set('Greta', {
		scope: 'organization',
		title: 'Land 40 new logos',
		metric: 'deals-won',
		target: '40'
	});
	demos = await set('Ines', {
		scope: 'team',
		team: halden.teams['Northern Lights']!,
		title: '60 qualified demos',
		metric: 'demos-held',
		target: '60',
		supports: logos
	});
	five = await set('Aiko', {
		scope: 'member',
		title: '5 demos this week',
		metric: 'demos-held',
		target: 5,
		supports: demos
	});
	coach = await set('Aiko', {
		scope: 'member',
		title: 'Coach Lena through two discovery calls',
		target: 2,
		endsOn: '2026-11-30',
		supports: demos
	});
});

beforeEach(() => halden.announced.splice(0));

async function set(who: string, command: SetGoal): Promise<GoalId> {
	const done = await setGoal(halden.context, halden.actor(who), command);
	if (!done.ok) throw new Error(done.problem.detail);
	// Who supports a team's goal waits for Ines, who supports the organization's for Greta.
	for (const by of done.value.agreed ? [] : ['Ines', 'Greta'])
		await agreeGoal(halden.context, halden.actor(by), done.value.id);
	return done.value.id;
}

async function refused(who: string, command: SetGoal) {
	const done = await setGoal(halden.context, halden.actor(who), command);
	return done.ok ? 'done' : done.problem;
}

async function valueOf(id: GoalId): Promise<string | undefined> {
	return (await readGoal(halden.context.db, halden.orgId, id))?.value;
}

test('a goal whose days are all over is not taken from a form; one that ends today is', async () => {
	const [yesterday, today] = ['2026-11-17', '2026-11-18'];
	const days = {
		scope: 'member',
		title: 'Two first meetings',
		target: 2,
		startsOn: yesterday
	} as const;
	const typed = (endsOn: string) =>
		setTypedGoal(halden.context, halden.actor('Lena'), { ...days, endsOn });
	expect(await typed(yesterday)).toMatchObject({
		ok: false,
		problem: { fields: { endsOn: 'That day is over. Choose today or a later day.' } }
	});
	const set = await typed(today);
	expect(set).toMatchObject({ ok: true });
	if (set.ok) await closeGoal(halden.context, halden.actor('Lena'), set.value.id, 'Enough tried.');
});

test('nor is a goal given an end that is over; one that is over is still put into better words', async () => {
	const lena = halden.actor('Lena');
	const days = {
		scope: 'member',
		title: 'Two meetings',
		target: 2,
		startsOn: '2026-11-16'
	} as const;
	const goalId = await set('Lena', { ...days, endsOn: '2026-11-20' });
	const same = { goalId, title: 'Two meetings', why: '', target: 2, supports: null };
	const ends = (endsOn: string, context = halden.context) =>
		editGoal(context, lena, { ...same, endsOn });
	const over = {
		problem: { fields: { endsOn: 'That day is over. Choose today or a later day.' } }
	};
	expect(await ends('2026-11-17')).toMatchObject(over);
	expect((await readGoal(halden.context.db, halden.orgId, goalId))!.endsOn).toBe('2026-11-20');
	expect(await ends('2026-11-18')).toMatchObject({ ok: true });
	const later = { ...halden.context, clock: { now: () => new Date('2026-11-20T12:00:00Z') } };
	expect(await ends('2026-11-19', later)).toMatchObject(over);
	const edit = { ...same, title: 'Two first meetings', endsOn: '2026-11-18' };
	expect(await editGoal(later, lena, edit)).toMatchObject({ ok: true });
	await closeGoal(later, lena, goalId, 'Enough tried.');
});

test('whoever sets a goal that is reached already is told so', async () => {
	const { context, actor } = halden;
	const typed = async (target: number) => {
		const won = {
			scope: 'member',
			title: 'Deals',
			metric: 'deals-won',
			period: 'quarter'
		} as const;
		const set = await setTypedGoal(context, actor('Mara'), { ...won, target });
		if (!set.ok) throw new Error(set.problem.detail);
		await closeGoal(context, actor('Mara'), set.value.id, 'Only tried.');
		return set.value.reached;
	};
	expect(await typed(3)).toBe(true);
	expect(await typed(4)).toBe(false);
});

test('what supports a goal is offered to count the same', async () => {
	const { context, actor } = halden;
	const asked = await openNewGoal(context, actor('Aiko'));
	expect([asked.counted[demos], asked.counted[coach]]).toEqual(['demos-held', undefined]);
});

test('a goal runs for its usual period, and what was done in it before counts', async () => {
	const { db } = halden.context;
	expect(await readGoal(db, halden.orgId, logos)).toMatchObject({
		kind: 'organizational',
		scope: 'organization',
		value: '3',
		startsOn: '2026-10-01',
		endsOn: '2026-12-31'
	});
	expect(await readGoal(db, halden.orgId, demos)).toMatchObject({
		scope: 'team',
		value: '2',
		startsOn: '2026-11-01',
		endsOn: '2026-11-30',
		team: { name: 'Northern Lights' },
		parentId: logos
	});
	expect(await readGoal(db, halden.orgId, five)).toMatchObject({
		kind: 'social',
		value: '0',
		startsOn: '2026-11-16',
		endsOn: '2026-11-22',
		member: { name: 'Aiko' }
	});
});

test('a demo of Aiko moves her week and her team’s month; one of Oskar moves neither', async () => {
	await halden.record(
		['Aiko', 'demos-held', 1],
		['Oskar', 'demos-held', 4],
		['Lena', 'demos-held', 2]
	);
	expect([await valueOf(five), await valueOf(demos), await valueOf(logos)]).toEqual([
		'1',
		'5',
		'3'
	]);
	expect(halden.announced).toContain(FIGURES);
});

test('work that feeds no goal announces none', async () => {
	await halden.record(['Oskar', 'calls-connected', 7]);
	expect(halden.announced).not.toContain(FIGURES);
});

test('a correction takes its value back', async () => {
	const [external] = await halden.record(['Aiko', 'demos-held', 3]);
	expect(await valueOf(five)).toBe('4');
	const { db } = halden.context;
	const found = await db.execute(sql`select id from activities where external_id = ${external}`);
	const id = found.rows[0]!.id as ActivityId;
	await halden.ledger.reverse(halden.orgId, id, {
		by: halden.actor('Ines').memberId,
		note: 'Twice'
	});
	expect([await valueOf(five), await valueOf(demos)]).toEqual(['1', '5']);
});

test('a goal at fault is refused with a sentence for every field', async () => {
	const problem = await refused('Ines', {
		scope: 'team',
		title: ' ',
		metric: 'handshakes',
		target: '-4',
		startsOn: '2026-11-10',
		endsOn: '2026-11-09'
	});
	expect(problem).toMatchObject({
		kind: 'invalid',
		fields: {
			title: 'Say in a few words what you want to reach.',
			metric: 'This metric is not counted here. Choose another.',
			target: 'Enter a number above zero.',
			endsOn: 'It ends before it starts. Choose a later day.',
			team: 'Choose the team it is for.'
		}
	});
	const none = { scope: 'organization', measure: 'metric', title: 'Ten', target: 4 } as const;
	expect(await refused('Greta', none)).toMatchObject({
		fields: { metric: 'Choose what it counts.' }
	});
	const money = { scope: 'member', title: 'Ten', metric: 'revenue' } as const;
	expect(await refused('Aiko', { ...money, target: '10.5555' })).toMatchObject({
		fields: { target: 'Use at most 2 decimals for EUR.' }
	});
});

test('the same form sent twice sets one goal', async () => {
	const id = newId<'goal'>(NOW);
	const command: SetGoal = { id, scope: 'member', title: 'Once', metric: 'demos-held', target: 3 };
	expect(await set('Lena', command)).toBe(id);
	expect(await set('Lena', command)).toBe(id);
	expect(await refused('Lena', { ...command, title: 'Other' })).toMatchObject({ kind: 'conflict' });
	expect(await refused('Tomás', command)).toMatchObject({ kind: 'conflict' });
	await closeGoal(halden.context, halden.actor('Lena'), id, 'Sooner.');
});

test('a goal supports one of its own organization, and never in a circle', async () => {
	const own = { scope: 'member', title: 'Mine', metric: 'demos-held', target: 3 } as const;
	expect(await refused('Mara', { ...own, supports: newId<'goal'>(NOW) })).toMatchObject({
		fields: { supports: 'The goal it should support does not exist here. Choose another.' }
	});
	const other = await foundHalden(halden.context, [], 'Elsewhere');
	const theirs = await setGoal(other.context, other.actor('Greta'), {
		...own,
		scope: 'organization'
	});
	if (!theirs.ok) throw new Error(theirs.problem.detail);
	expect(await refused('Mara', { ...own, supports: theirs.value.id })).toMatchObject({
		kind: 'invalid'
	});
	const a = await set('Mara', { ...own, title: 'First' });
	const b = await set('Mara', { ...own, title: 'Second', supports: a });
	const circle = await editGoal(halden.context, halden.actor('Mara'), {
		...{ goalId: a, title: 'First', why: '', target: 3, endsOn: '2026-11-22' },
		supports: b
	});
	expect(circle).toMatchObject({
		ok: false,
		problem: {
			fields: {
				supports:
					'“Second” already leads up to this goal, so the two would go in a circle. Choose another.'
			}
		}
	});
	const team = halden.teams['Northern Lights']!;
	expect(await refused('Ines', { ...own, scope: 'team', team, supports: a })).toMatchObject({
		fields: {
			supports: 'A team’s goal can only support one of a team or of the organization.'
		}
	});
	await closeGoal(halden.context, halden.actor('Mara'), a, 'Sooner.');
	await closeGoal(halden.context, halden.actor('Mara'), b, 'Sooner.');
});

test('of two people who link goals to each other at once, one is refused', async () => {
	const own = { scope: 'organization', title: 'Up', metric: 'revenue', target: 3 } as const;
	const [a, b] = [await set('Greta', own), await set('Greta', own)];
	const link = (goalId: GoalId, supports: GoalId) =>
		editGoal(halden.context, halden.actor('Greta'), {
			...{ goalId, title: 'Up', why: '', target: 3, endsOn: '2026-12-31' },
			supports
		});
	const done = await Promise.all([link(a, b), link(b, a)]);
	expect(done.filter((each) => each.ok)).toHaveLength(1);
	for (const id of [a, b]) await closeGoal(halden.context, halden.actor('Greta'), id, 'Sooner.');
});

test('an edit with another end counts its days anew', async () => {
	const id = await set('Aiko', {
		scope: 'member',
		title: 'Demos',
		metric: 'demos-held',
		target: 9
	});
	await halden.record(['Aiko', 'demos-held', 2, '2026-11-16']);
	const before = BigInt((await valueOf(id))!);
	const edit = { goalId: id, title: 'Demos', why: 'They close', target: '12', supports: null };
	const monday = { ...halden.context, clock: { now: () => new Date('2026-11-16T12:00:00Z') } };
	await editGoal(monday, halden.actor('Aiko'), { ...edit, endsOn: '2026-11-16' });
	expect(await valueOf(id)).toBe('2');
	await editGoal(halden.context, halden.actor('Aiko'), { ...edit, endsOn: '2026-11-22' });
	expect(BigInt((await valueOf(id))!)).toBe(before);
	const others = await editGoal(halden.context, halden.actor('Ines'), {
		...edit,
		endsOn: '2026-11-22'
	});
	expect(others).toMatchObject({ ok: false, problem: { kind: 'forbidden' } });
	await closeGoal(halden.context, halden.actor('Aiko'), id, 'Sooner.');
});

test('a closed goal keeps its result and leaves the list', async () => {
	const id = await set('Sana', {
		scope: 'member',
		title: 'Demos',
		metric: 'demos-held',
		target: 9
	});
	await halden.record(['Sana', 'demos-held', 2]);
	expect((await closeGoal(halden.context, halden.actor('Ruben'), id, 'Sooner.')).ok).toBe(false);
	expect((await closeGoal(halden.context, halden.actor('Greta'), id, 'Sooner.')).ok).toBe(false);
	expect((await closeGoal(halden.context, halden.actor('Sana'), id, 'Sooner.')).ok).toBe(true);
	await halden.record(['Sana', 'demos-held', 5]);
	expect(await valueOf(id)).toBe('2');
	const listed = await readGoals(halden.context.db, halden.orgId, NOW);
	expect(listed.goals.map((goal) => goal.id)).not.toContain(id);
	const { past } = await openPastGoals(halden.context, halden.actor('Oskar'));
	expect(past.map(({ goal }) => goal.id)).toContain(id);
	expect(await closeGoal(halden.context, halden.actor('Sana'), id, 'Sooner.')).toMatchObject({
		problem: { kind: 'conflict' }
	});
});

test('a tap counts once, is the owner’s own, and leaves a fact', async () => {
	const tap = {
		goalId: coach,
		amount: 1,
		requestId: 'tap-1',
		note: 'Lena asked about budget'
	} as const;
	const jobs = (await halden.jobs()).length;
	expect(await checkIn(halden.context, halden.actor('Aiko'), tap)).toEqual({
		ok: true,
		value: { value: 1n }
	});
	expect(halden.announced).toEqual([FIGURES]);
	expect((await checkIn(halden.context, halden.actor('Aiko'), tap)).ok).toBe(true);
	expect(await valueOf(coach)).toBe('1');
	expect(halden.announced).toEqual([FIGURES]);
	expect((await halden.jobs()).slice(jobs)).toEqual([
		{
			...{ orgId: halden.orgId, kind: 'check-in', goalId: coach },
			memberId: halden.actor('Aiko').memberId,
			before: '0',
			after: '1',
			at: NOW.toISOString()
		}
	]);
	for (const who of ['Lena', 'Ines', 'Greta'])
		expect(
			await checkIn(halden.context, halden.actor(who), { ...tap, requestId: `tap-${who}` })
		).toMatchObject({ problem: { kind: 'forbidden' } });
	expect(await checkIn(halden.context, halden.actor('Aiko'), { ...tap, amount: -1 })).toMatchObject(
		{ problem: { kind: 'conflict' } }
	);
	expect(await readTaps(halden.context.db, halden.orgId, coach)).toMatchObject([
		{ amount: 1, note: 'Lena asked about budget' }
	]);
});

test('a tap sent for two goals at once counts for one of them', async () => {
	const [one, two] = [await taps('Calls to old friends'), await taps('Coffees with partners')];
	const both = await Promise.all(
		[one, two].map((goalId) =>
			checkIn(halden.context, halden.actor('Sana'), { goalId, amount: 1, requestId: 'one-tap' })
		)
	);
	expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
	expect(both.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: 'conflict' } });
	expect([await valueOf(one), await valueOf(two)].sort()).toEqual(['0', '1']);
});

function taps(title: string): Promise<GoalId> {
	return set('Sana', { scope: 'member', title, target: 3, endsOn: '2026-11-30' });
}

test('a tap is taken back down to none, and only a goal of taps can be tapped', async () => {
	const back = { goalId: coach, amount: -1, requestId: 'back-1' } as const;
	await checkIn(halden.context, halden.actor('Aiko'), back);
	expect(await valueOf(coach)).toBe('0');
	expect(
		await checkIn(halden.context, halden.actor('Aiko'), { ...back, requestId: 'back-2' })
	).toMatchObject({ problem: { detail: 'There is no tap left to take back.' } });
	expect(
		await checkIn(halden.context, halden.actor('Aiko'), { ...back, goalId: five, requestId: 'x' })
	).toMatchObject({ problem: { kind: 'invalid' } });
	expect((await readTaps(halden.context.db, halden.orgId, coach)).map((tap) => tap.amount)).toEqual(
		expect.arrayContaining([1, -1])
	);
});

test('to take a tap back is offered to who has one there', async () => {
	const { context } = halden;
	const goalId = await set('Greta', {
		scope: 'organization',
		title: 'Thank ten customers',
		target: 10,
		endsOn: '2026-11-30'
	});
	const offered = (...people: string[]) =>
		Promise.all(
			people.map(async (who) => {
				const { tapped } = await openGoals(context, halden.actor(who));
				const { rights } = (await openGoal(context, halden.actor(who), goalId))!;
				return [rights.tap, rights.takeBack, tapped.includes(goalId)];
			})
		);
	const tap = { goalId, amount: 1, requestId: 'thanks-1' } as const;
	await checkIn(context, halden.actor('Lena'), tap);
	expect(await offered('Lena', 'Aiko')).toEqual([
		[true, true, true],
		[true, false, false]
	]);
	await checkIn(context, halden.actor('Lena'), { ...tap, amount: -1, requestId: 'thanks-2' });
	expect(await offered('Lena')).toEqual([[true, false, false]]);
});

test('a tap sent again after the goal’s end is answered as before, and a new one is too late', async () => {
	const later = { ...halden.context, clock: { now: () => new Date('2027-11-18T12:52:00Z') } };
	const tap = { goalId: coach, amount: -1, requestId: 'back-1' } as const;
	const before = await valueOf(coach);
	expect(await checkIn(later, halden.actor('Aiko'), tap)).toEqual({
		ok: true,
		value: { value: BigInt(before!) }
	});
	expect(
		await checkIn(later, halden.actor('Aiko'), { ...tap, amount: 1, requestId: 'late-1' })
	).toMatchObject({ problem: { kind: 'invalid', detail: expect.stringContaining('ended on') } });
	expect(await valueOf(coach)).toBe(before);
});

test('many taps at once count each', async () => {
	const taps = Array.from({ length: 8 }, (_, i) =>
		checkIn(halden.context, halden.actor('Aiko'), {
			...{ goalId: coach, amount: 1 },
			requestId: `burst-${i % 5}`
		})
	);
	for (const tap of await Promise.all(taps)) expect(tap.ok).toBe(true);
	expect(await valueOf(coach)).toBe('5');
});

test('the goals that a demo fed, nearest first', async () => {
	const { db } = halden.context;
	const found = await db.execute(
		sql`select id from metrics where key = 'demos-held' and org_id = ${halden.orgId}`
	);
	const { memberId, teamId } = halden.actor('Aiko');
	const [fed] = await goalsFedBy(db, halden.orgId, [
		{
			...{ metricId: found.rows[0]!.id as never, memberId, teamId: teamId! },
			...{ day: '2026-11-18', segment: null, value: 1n }
		}
	]);
	expect(fed!.map(({ id, scope }) => ({ id, scope }))).toEqual([
		{ id: five, scope: 'member' },
		{ id: demos, scope: 'team' }
	]);
});

test('who feeds a goal adds up to what it has', async () => {
	const people = await readContributions(halden.context.db, halden.orgId, demos);
	expect(people[0]!.member.name).toBe('Aiko');
	expect(people.map((each) => each.member.name)).not.toContain('Oskar');
	const sum = people.reduce((total, each) => total + BigInt(each.value), 0n);
	expect(String(sum)).toBe(await valueOf(demos));
});

test('the topic tells goals apart by what changed', async () => {
	const held = createHeldGoals(halden.context);
	const topic = goalsTopic(held);
	const before = await topic.read(halden.orgId, {});
	halden.announced.length = 0;
	await halden.record(['Mara', 'deals-won', 1]);
	held.heard(halden.orgId, halden.announced);
	const after = await topic.read(halden.orgId, {});
	const change = diffGoals(before!.state, after!.state);
	expect(Object.keys(change?.figures ?? {})).toEqual([logos]);
	expect(change?.gone).toEqual([]);
	expect(before!.facts).toContain('goals');
});
