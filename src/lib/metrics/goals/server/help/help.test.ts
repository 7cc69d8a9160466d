import pg from 'pg';
import { and, eq } from 'drizzle-orm';
import { beforeAll, expect, test, vi } from 'vitest';
import { members } from '#lib/identity/server/index.ts';
import type { GoalHelpId } from '../../page/help.ts';
import { openHalden, type Halden } from '../goals.fixture.ts';
import {
	answerHelp,
	askForHelp,
	closeGoal,
	editGoal,
	finishHelp,
	finishHelps,
	openGoal,
	readGoalAsks,
	setGoal
} from '../index.ts';

let halden: Halden;

beforeAll(async () => {
	halden = await openHalden();
});

const ENDS = '2026-11-27';
const onDay = (day: string) => ({
	...halden.context,
	clock: { now: () => new Date(`${day}T12:00:00Z`) }
});

/** What Aiko reads of answers to her questions, on a day. */
async function news(day = '2026-11-18'): Promise<string[]> {
	const asks = await readGoalAsks(onDay(day), halden.actor('Aiko'));
	return asks.filter(({ kind }) => kind === 'goal-helped').map(({ sentence }) => sentence);
}

/** A goal of Aiko's since the 9th, and Lena's answer to her question for help with it. */
async function helped(title: string, target: number, answer: 'yes' | 'not-now' = 'yes') {
	const { context, actor } = halden;
	const dates = { startsOn: '2026-11-09', endsOn: ENDS };
	const five = { scope: 'member', title, metric: 'first-meetings', target, ...dates } as const;
	const made = await setGoal(context, actor('Aiko'), five);
	if (!made.ok) throw new Error(made.problem.detail);
	const goalId = made.value.id;
	const question = { goalId, to: actor('Lena').memberId, sentence: 'Could you take two?' };
	const asked = await askForHelp(context, actor('Aiko'), question);
	if (!asked.ok) throw new Error(asked.problem.detail);
	await answerHelp(context, actor('Lena'), { id: asked.value.id, answer });
	return { goalId, id: asked.value.id };
}

const told = () =>
	['Aiko', 'Lena', 'Mara'].map((who) =>
		halden.announced.includes(`asks:${halden.actor(who).memberId}`)
	);
const finish = (who: string, id: GoalHelpId) =>
	finishHelp(halden.context, halden.actor(who), { id });

test('help is promised until either of the two says that it is done, however long that takes', async () => {
	const first = await helped('Forty meetings', 40);
	const words = ['Lena helps you with “Forty meetings”.'];
	expect([await news(), await news('2026-11-27')]).toEqual([words, words]);
	expect(await finish('Mara', first.id)).toMatchObject({ problem: { kind: 'missing' } });
	halden.announced.splice(0);
	for (const who of ['Lena', 'Aiko']) expect((await finish(who, first.id)).ok, who).toBe(true);
	expect(told()).toEqual([true, true, false]);
	expect(await news()).toEqual([]);
	const { helps } = (await openGoal(halden.context, halden.actor('Aiko'), first.goalId))!;
	expect(helps[0]!.doneAt).not.toBeNull();

	const no = await helped('Fifty meetings', 50, 'not-now');
	expect(await finish('Lena', no.id)).toMatchObject({ problem: { kind: 'missing' } });
	expect([await news(), await news('2026-11-26')]).toEqual([
		['Lena cannot help with “Fifty meetings” right now.'],
		[]
	]);
	expect((await finish('Aiko', no.id)).ok).toBe(true);
	expect(await news()).toEqual([]);
});

test('who has left helps nobody, and waits for no help; who comes back keeps what they promised', async () => {
	const { context, actor } = halden;
	const { goalId } = await helped('Sixty meetings', 60);
	const words = ['Lena helps you with “Sixty meetings”.'];
	const gone = async (who: string, leftAt: Date | null) => {
		const one = and(eq(members.orgId, halden.orgId), eq(members.id, actor(who).memberId));
		await context.db.update(members).set({ leftAt }).where(one);
	};
	expect(await news()).toEqual(words);
	await gone('Lena', context.clock.now());
	expect(await news()).toEqual([]);
	halden.announced.splice(0);
	await finishHelps(onDay('2026-11-28'), halden.orgId);
	expect(halden.announced).toEqual([]);
	await gone('Lena', null);
	expect(await news()).toEqual(words);
	const to = actor('Mara').memberId;
	await askForHelp(context, actor('Aiko'), { goalId, to, sentence: 'Could you take two?' });
	const wanted = async () =>
		(await readGoalAsks(context, actor('Mara'))).filter(({ kind }) => kind === 'goal-help');
	expect(await wanted()).toHaveLength(1);
	await gone('Aiko', context.clock.now());
	expect(await wanted()).toEqual([]);
	await gone('Aiko', null);
	await closeGoal(context, actor('Aiko'), goalId, 'Sixty was too many.');
});

test('it goes when the goal is back on pace, closed or over, and comes back no more', async () => {
	const { context, actor, orgId } = halden;
	const { goalId } = await helped('Eight meetings', 8);
	await finishHelps(context, orgId);
	expect(await news()).toEqual(['Lena helps you with “Eight meetings”.']);
	expect(await news('2026-11-28')).toEqual([]);
	await halden.record(['Aiko', 'first-meetings', 5, '2026-11-17']);
	expect(await news()).toEqual([]);
	halden.announced.splice(0);
	await finishHelps(context, orgId);
	await finishHelps(context, orgId);
	expect(told()).toEqual([true, true, false]);
	expect(halden.announced).toHaveLength(2);
	// Behind again at the end of the week, it is another question.
	expect(await news('2026-11-27')).toEqual([]);

	const other = await helped('Thirty meetings', 30);
	expect(await news()).toHaveLength(1);
	await closeGoal(context, actor('Aiko'), other.goalId, 'Thirty was too many.');
	expect(await news()).toEqual([]);
	// Who asked while it was on pace waits for their word.
	const early = await helped('Six meetings', 6);
	await finishHelps(context, orgId);
	expect(await news()).toEqual(['Lena helps you with “Six meetings”.']);
	const nearer = { title: 'Four meetings', why: '', target: 4, endsOn: ENDS, supports: null };
	expect((await editGoal(context, actor('Aiko'), { goalId: early.goalId, ...nearer })).ok).toBe(
		true
	);
	expect(await news()).toEqual([]);
	expect((await openGoal(context, actor('Aiko'), goalId))!.helps).toHaveLength(1);
});

test('work asks once about help where nobody has promised any, and no oftener for many than for one', async () => {
	const { context, orgId } = halden;
	const asks = vi.spyOn(pg.Client.prototype, 'query');
	const asked = async () => {
		asks.mockClear();
		await finishHelps(context, orgId);
		return asks.mock.calls.length;
	};
	expect(await asked()).toBe(1);
	await helped('Seventy meetings', 70);
	expect(await asked()).toBe(3);
	for (const target of [71, 72, 73]) await helped(`${target} meetings`, target);
	expect(await asked()).toBe(3);
	await halden.record(['Aiko', 'first-meetings', 80, '2026-11-17']);
	expect([await asked(), await asked()]).toEqual([4, 1]);
	asks.mockRestore();
});
