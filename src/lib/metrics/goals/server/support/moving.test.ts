import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import {
	agreeGoal,
	checkIn,
	closeGoal,
	declineGoal,
	editGoal,
	linkGoal,
	openGoal,
	readGoalAsks,
	undoMove,
	type SetGoal
} from '../index.ts';
import { openAiming, type Aiming } from './aiming.fixture.ts';

let halden: Aiming;
let context: Context;
let logos: GoalId;
let demos: GoalId;
let meetings: GoalId;

beforeAll(async () => {
	halden = await openAiming();
	({ context, logos } = halden);
	meetings = await halden.set('Ruben', meetingsOf('60 first meetings'));
});

beforeEach(async () => {
	const command = { ...halden.demos, title: '60 qualified demos', supports: logos };
	demos = await halden.set('Ines', command);
	await agreeGoal(context, halden.actor('Greta'), demos);
});

function meetingsOf(title: string): SetGoal {
	const team = halden.teams['Harbour Crew']!;
	return { scope: 'team', team, title, metric: 'first-meetings', target: 60 };
}

function move(who: string, id: GoalId, to: GoalId | null, was?: GoalId | null) {
	return linkGoal(context, halden.actor(who), id, to, was);
}

function asksOf(who: string): string {
	return `asks:${halden.actor(who).memberId}`;
}

/** Greta hands Ines’s goal to Aiko while it is to stand under another. */
async function handToAiko(wanted: GoalId): Promise<void> {
	const same = { title: '60 qualified demos', why: '', target: 60, supports: wanted };
	const end = { endsOn: (await halden.shown(demos)).endsOn, owner: halden.actor('Aiko').memberId };
	await editGoal(context, halden.actor('Greta'), { goalId: demos, ...same, ...end });
	expect(await halden.shown(demos)).toMatchObject({
		owner: { name: 'Aiko' },
		wanted: { id: wanted }
	});
}

async function above(id: GoalId): Promise<string[]> {
	return (await openGoal(context, halden.actor('Aiko'), id))!.above.map(({ title }) => title);
}

async function told(id: GoalId): Promise<string[]> {
	const { history } = (await openGoal(context, halden.actor('Aiko'), id))!;
	return history.map(({ sentence }) => sentence);
}

async function asked(who: string, id: GoalId): Promise<string[]> {
	const asks = await readGoalAsks(context, halden.actor(who));
	return asks.filter((ask) => ask.id === id).map(({ sentence }) => sentence);
}

const stands = { state: 'agreed', wanted: null };

test('Ines moves her goal under Ruben’s: it stays under the company’s until he has agreed', async () => {
	const five = await halden.set('Aiko', {
		...{ scope: 'member', title: 'Five demos', metric: 'demos-held', target: 5, supports: demos }
	});
	await agreeGoal(context, halden.actor('Ines'), five);
	halden.announced.splice(0);
	expect(await move('Ines', demos, meetings)).toMatchObject({ value: { agreed: false } });
	expect(halden.announced).toContain(`asks:${halden.actor('Ruben').memberId}`);
	expect(await halden.shown(demos)).toMatchObject({
		...{ state: 'agreed', parentId: logos },
		wanted: { id: meetings, title: '60 first meetings', asked: 'Ruben' }
	});
	expect(await above(five)).toEqual(['60 qualified demos', 'Land 40 new logos']);
	expect(await asked('Ruben', demos)).toEqual([
		'Ines wants to move “60 qualified demos” under “60 first meetings”.'
	]);
	const opened = (await openGoal(context, halden.actor('Ruben'), demos))!;
	expect(opened).toMatchObject({
		rights: { agree: true },
		answer: { proposedBy: 'Ines', waitsFor: 'Ruben', under: '60 first meetings' }
	});
	expect(await agreeGoal(context, halden.actor('Ines'), demos)).toMatchObject({
		problem: { kind: 'forbidden' }
	});

	const second = await halden.set('Ruben', meetingsOf('Meet hospitals'));
	expect((await move('Ines', demos, second)).ok).toBe(true);
	expect(await asked('Ruben', demos)).toEqual([
		'Ines wants to move “60 qualified demos” under “Meet hospitals”.'
	]);
	expect((await agreeGoal(context, halden.actor('Ruben'), demos)).ok).toBe(true);
	expect(await halden.shown(demos)).toMatchObject({ ...stands, parentId: second });
	expect(await above(five)).toEqual(['60 qualified demos', 'Meet hospitals']);
	expect(await asked('Ruben', demos)).toEqual([]);
	expect((await told(demos)).slice(-3)).toEqual([
		'Ines asked to put it under “60 first meetings”.',
		'Ines asked to put it under “Meet hospitals”.',
		'Ruben agreed: it supports “Meet hospitals” now.'
	]);
	expect(await agreeGoal(context, halden.actor('Ruben'), demos)).toMatchObject({
		problem: { kind: 'conflict' }
	});
});

test('Ruben says no: it stays where it is, and Ines reads so until she asks again', async () => {
	await move('Ines', demos, meetings);
	await declineGoal(context, halden.actor('Ruben'), demos, 'Demos are not meetings.');
	expect(await halden.shown(demos)).toMatchObject({ ...stands, parentId: logos });
	expect(await asked('Ines', demos)).toEqual([
		'“60 qualified demos” stays where it is: the answer to moving it under “60 first meetings” was no.'
	]);
	expect((await told(demos)).at(-1)).toBe('Ruben said no to moving it under “60 first meetings”.');
	await move('Ines', demos, meetings);
	expect([await asked('Ines', demos), (await asked('Ruben', demos)).length]).toEqual([[], 1]);
});

test('Ines takes it back: nothing has happened, and nobody is asked', async () => {
	await move('Ines', demos, meetings);
	expect(await move('Ines', demos, logos, meetings)).toMatchObject({ value: { agreed: true } });
	expect(await halden.shown(demos)).toMatchObject({ ...stands, parentId: logos });
	expect([await asked('Ruben', demos), await asked('Ines', demos)]).toEqual([[], []]);
	expect((await told(demos)).at(-1)).toBe(
		'Ines took the wish back: it stays under “Land 40 new logos”.'
	);
	// One that was dropped by a slip is taken back by Undo, too.
	await move('Ines', demos, meetings);
	expect((await undoMove(context, halden.actor('Ines'), demos)).ok).toBe(true);
	expect(await halden.shown(demos)).toMatchObject({ ...stands, parentId: logos });
	expect(await asked('Ruben', demos)).toEqual([]);
});

test('where it was to go is closed, or supports it by now: nobody is asked any more', async () => {
	const other = await halden.set('Ruben', meetingsOf('Meet schools'));
	await move('Ines', demos, other);
	halden.announced.splice(0);
	await closeGoal(context, halden.actor('Ruben'), other, 'Schools are shut.');
	expect(halden.announced).toContain(`asks:${halden.actor('Ines').memberId}`);
	expect(await halden.shown(demos)).toMatchObject({ ...stands, parentId: logos });
	expect(await asked('Ines', demos)).toEqual([
		'“60 qualified demos” stays where it is: “Meet schools” is closed.'
	]);

	await move('Ines', demos, meetings);
	expect(await move('Ruben', meetings, demos)).toMatchObject({ value: { agreed: false } });
	await agreeGoal(context, halden.actor('Ines'), meetings);
	expect(await halden.shown(meetings)).toMatchObject({ ...stands, parentId: demos });
	expect(await halden.shown(demos)).toMatchObject({ ...stands, parentId: logos });
	expect((await told(demos)).at(-1)).toBe(
		'It stays where it is: “60 first meetings” supports it now.'
	);
	expect((await move('Ruben', meetings, null)).ok).toBe(true);
});

test('who asked and has handed it over since is told so at once, where a deeper move ends it too', async () => {
	const other = await halden.set('Ruben', meetingsOf('Meet clinics'));
	await move('Ines', demos, other);
	await handToAiko(other);
	halden.announced.splice(0);
	await closeGoal(context, halden.actor('Ruben'), other, 'Clinics are shut.');
	expect(halden.announced).toContain(asksOf('Ines'));
	expect(await asked('Ines', demos)).toEqual([
		'“60 qualified demos” stays where it is: “Meet clinics” is closed.'
	]);

	const clinics = await halden.set('Ruben', {
		...meetingsOf('Meet clinics again'),
		supports: meetings
	});
	const team = halden.teams['Northern Lights']!;
	const listen = { scope: 'team', team, title: 'Listen', target: 3, supports: demos } as const;
	const inner = await halden.set('Greta', listen);
	expect(await halden.shown(inner)).toMatchObject({ ...stands, parentId: demos });
	await move('Ines', demos, clinics);
	halden.announced.splice(0);
	expect(await move('Greta', meetings, inner)).toMatchObject({ value: { agreed: true } });
	expect(halden.announced).toContain(asksOf('Ines'));
	expect((await told(demos)).at(-1)).toBe(
		'It stays where it is: “Meet clinics again” supports it now.'
	);
	expect((await move('Greta', meetings, null)).ok).toBe(true);
});

test('who asked and has handed it over since hears of the no, and that it is none any more, at once', async () => {
	await move('Ines', demos, meetings);
	await handToAiko(meetings);
	halden.announced.splice(0);
	expect((await declineGoal(context, halden.actor('Ruben'), demos, 'Not meetings.')).ok).toBe(true);
	expect(halden.announced).toEqual(expect.arrayContaining([asksOf('Ines'), asksOf('Aiko')]));
	expect(await asked('Ines', demos)).toEqual([
		'“60 qualified demos” stays where it is: the answer to moving it under “60 first meetings” was no.'
	]);

	halden.announced.splice(0);
	expect((await move('Aiko', demos, meetings)).ok).toBe(true);
	expect(halden.announced).toContain(asksOf('Ines'));
	expect(await asked('Ines', demos)).toEqual([]);
	halden.announced.splice(0);
	expect((await undoMove(context, halden.actor('Aiko'), demos)).ok).toBe(true);
	expect(halden.announced).toContain(asksOf('Ines'));
	expect(await asked('Ines', demos)).toHaveLength(1);
});

test('who saw it elsewhere hears of the wish first, and a form that is kept takes none back', async () => {
	await move('Ines', demos, meetings);
	const said =
		'Ines asked to put it under “60 first meetings” just now. Move it again to put it on its own.';
	expect(await move('Greta', demos, null, logos)).toMatchObject({
		problem: { kind: 'conflict', fields: { supports: said }, kept: { was: meetings } }
	});
	const same = { title: 'Demos that count', why: '', endsOn: (await halden.shown(demos)).endsOn };
	const edit = { goalId: demos, ...same, target: 70 };
	const kept = await editGoal(context, halden.actor('Ines'), { ...edit, supports: meetings });
	expect(kept.ok).toBe(true);
	expect(await halden.shown(demos)).toMatchObject({ parentId: logos, wanted: { id: meetings } });
	await editGoal(context, halden.actor('Ines'), { ...edit, supports: logos });
	expect(await halden.shown(demos)).toMatchObject({ ...stands, parentId: logos });
	expect(await move('Greta', demos, null, meetings)).toMatchObject({
		problem: {
			detail: expect.stringContaining('Ines left it under “Land 40 new logos” just now.')
		}
	});
});

test('a team’s goal that a rep answers for waits to stand on its own, too', async () => {
	await editGoal(context, halden.actor('Ines'), {
		...{ goalId: demos, title: '60 qualified demos', why: '', target: 60, supports: logos },
		...{ endsOn: (await halden.shown(demos)).endsOn, owner: halden.actor('Aiko').memberId }
	});
	expect(await move('Aiko', demos, null)).toMatchObject({ value: { agreed: false } });
	expect(await halden.shown(demos)).toMatchObject({ parentId: logos, wanted: { id: null } });
	expect(await asked('Ines', demos)).toEqual([
		'Aiko wants “60 qualified demos” to stand on its own.'
	]);
	expect((await agreeGoal(context, halden.actor('Ines'), demos)).ok).toBe(true);
	expect(await halden.shown(demos)).toMatchObject({ ...stands, parentId: null });
});

test('a goal that counts goals keeps what was reached under it until the move is agreed', async () => {
	const counting = (who: string, team: string, title: string) =>
		halden.set(who, {
			scope: 'team',
			team: halden.teams[team]!,
			title,
			measure: 'goals',
			target: 2
		});
	const from = await counting('Ines', 'Northern Lights', 'Two who coach');
	const to = await counting('Ruben', 'Harbour Crew', 'Two who listen');
	const coach = await halden.set('Aiko', {
		scope: 'member',
		title: 'Coach',
		target: 1,
		supports: from
	});
	await agreeGoal(context, halden.actor('Ines'), coach);
	await checkIn(context, halden.actor('Aiko'), { goalId: coach, amount: 1, requestId: 'coach' });
	const values = async () => [(await halden.shown(from)).value, (await halden.shown(to)).value];
	await move('Aiko', coach, to);
	expect(await values()).toEqual(['1', '0']);
	await agreeGoal(context, halden.actor('Ruben'), coach);
	expect(await values()).toEqual(['0', '1']);
});
