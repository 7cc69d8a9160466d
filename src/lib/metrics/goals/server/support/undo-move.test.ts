import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import {
	agreeGoal,
	closeGoal,
	editGoal,
	linkGoal,
	readGoalAsks,
	readHistory,
	undoMove
} from '../index.ts';
import { UNDO_MS } from '../../support/undo.ts';
import { historyWords } from '../../page/history-words.ts';
import { NOW } from '../goals.fixture.ts';
import { openAiming, type Aiming } from './aiming.fixture.ts';

let halden: Aiming;
let context: Context;
let logos: GoalId;
let demos: GoalId;
let five: GoalId;

beforeAll(async () => {
	halden = await openAiming();
	({ context, logos } = halden);
	demos = await halden.set('Ines', { ...halden.demos, supports: logos });
	await agreeGoal(context, halden.actor('Greta'), demos);
});

beforeEach(async () => {
	five = await halden.set('Aiko', {
		...{ scope: 'member', title: 'Five demos', metric: 'demos-held', target: 5, supports: demos }
	});
	await agreeGoal(context, halden.actor('Ines'), five);
});

const move = (who: string, id: GoalId, to: GoalId | null) =>
	linkGoal(context, halden.actor(who), id, to);
const undo = (who: string, id: GoalId, at = context) => undoMove(at, halden.actor(who), id);
const stands = (id: GoalId) => halden.shown(id);
const refused = { ok: false, problem: { kind: 'conflict' } };

test('a slip of the mouse is taken back, and nobody is asked again', async () => {
	const before = await stands(demos);
	await move('Ines', demos, null);
	expect(await stands(demos)).toMatchObject({ parentId: null });
	halden.announced.splice(0);
	expect(await undo('Ines', demos)).toMatchObject({ ok: true });
	expect(await stands(demos)).toEqual(before);
	expect(halden.announced).toContain('goals');
	expect(await readGoalAsks(context, halden.actor('Greta'))).toEqual([]);
	const history = await readHistory(context.db, halden.orgId, demos);
	expect(history.slice(-2).map((each) => historyWords(each, 'count', 'EUR').sentence)).toEqual([
		'Ines took it out from under “Land 40 new logos”.',
		'Ines put it back under “Land 40 new logos”.'
	]);
	// What was taken back once is not taken back again.
	expect(await undo('Ines', demos)).toMatchObject(refused);
});

test('who was asked is asked no more, and who was asked before still is', async () => {
	await move('Aiko', five, logos);
	expect(await readGoalAsks(context, halden.actor('Greta'))).toHaveLength(1);
	await undo('Aiko', five);
	expect(await readGoalAsks(context, halden.actor('Greta'))).toEqual([]);
	expect(await stands(five)).toMatchObject({ parentId: demos, state: 'agreed' });

	const waits = await halden.set('Mara', {
		...{ scope: 'member', title: 'Mara’s', metric: 'demos-held', target: 4, supports: demos }
	});
	const asked = await readGoalAsks(context, halden.actor('Ines'));
	await move('Mara', waits, null);
	await undo('Mara', waits);
	expect(await readGoalAsks(context, halden.actor('Ines'))).toEqual(asked);
});

test('an agreement comes back only as it was given: own move, just now, nothing since', async () => {
	expect(await undo('Aiko', five)).toMatchObject(refused);
	await move('Aiko', five, logos);
	expect(await undo('Ines', five)).toMatchObject({ problem: { kind: 'forbidden' } });
	const late = new Date(NOW.getTime() + UNDO_MS + 1000);
	expect(await undo('Aiko', five, { ...context, clock: { now: () => late } })).toMatchObject(
		refused
	);
	await agreeGoal(context, halden.actor('Greta'), five);
	expect(await undo('Aiko', five)).toMatchObject(refused);
	expect(await stands(five)).toMatchObject({ parentId: logos, state: 'agreed' });
});

test('what is raised or moved in a form on the way brings no agreement back with it', async () => {
	const edit = (target: number, supports: GoalId | null) =>
		editGoal(context, halden.actor('Aiko'), {
			...{ goalId: five, title: 'Five demos', why: '', target, endsOn: '2026-11-22', supports }
		});
	await move('Aiko', five, null);
	expect(await edit(80, null)).toMatchObject({ ok: true });
	expect(await undo('Aiko', five)).toMatchObject(refused);
	expect(await edit(80, logos)).toMatchObject({ ok: true });
	expect(await undo('Aiko', five)).toMatchObject(refused);
});

test('what it goes back to still has to take it', async () => {
	const other = await halden.set('Greta', { scope: 'organization', title: 'Teach', target: 3 });
	await move('Aiko', five, other);
	await agreeGoal(context, halden.actor('Greta'), five);
	await move('Aiko', five, null);
	await closeGoal(context, halden.actor('Greta'), other, 'Enough.');
	expect(await undo('Aiko', five)).toMatchObject({
		problem: { kind: 'conflict', detail: expect.stringContaining('is closed') }
	});
});
