import { beforeEach, expect, test, vi } from 'vitest';
import { sql } from 'drizzle-orm';
import { freshDatabase } from '../../../../../../tests/database.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { FIGURES, GOALS } from '../../facts.ts';
import { foundHalden, NOW, type Halden } from '../goals.fixture.ts';
import {
	createHeldGoals,
	rebuildProgress,
	setGoal,
	withFiguresOf,
	type HeldGoals
} from '../index.ts';

let database: Database;
let halden: Halden;
let held: HeldGoals;
let now: Date;
let five: GoalId;

beforeEach(async () => {
	now = NOW;
	database = await freshDatabase();
	const context: Context = {
		db: database.db,
		clock: { now: () => now },
		announce: (org, facts) => held.heard(org, facts)
	};
	held = createHeldGoals(context);
	halden = await foundHalden(context, [], 'Halden & Co');
	five = await aim('5 demos', 5);
});

async function aim(title: string, target: number, metric = 'demos-held'): Promise<GoalId> {
	const own = { scope: 'member', title, metric, target } as const;
	const done = await setGoal(halden.context, halden.actor('Aiko'), own);
	if (!done.ok) throw new Error(done.problem.detail);
	return done.value.id;
}

async function values(): Promise<Record<string, string>> {
	const { goals } = await held.read(halden.orgId);
	return Object.fromEntries(goals.map(({ title, value }) => [title, value]));
}

/** How many statements something took. */
async function statements(work: () => Promise<unknown>): Promise<number> {
	const asked = vi.spyOn(database.pool, 'query');
	await work();
	const { length } = asked.mock.calls;
	asked.mockRestore();
	return length;
}

test('two phones and a TV that look after the same demo read it once, and nothing where nothing moved', async () => {
	await values();
	await halden.record(['Aiko', 'demos-held', 1]);
	held.heard(halden.orgId, [FIGURES]);
	expect(await statements(() => Promise.all([values(), values(), values()]))).toBe(1);
	expect(await statements(values)).toBe(0);
	expect(await values()).toEqual({ '5 demos': '1' });
});

test('what is announced while a read is under way is in the next one', async () => {
	await values();
	held.heard(halden.orgId, [FIGURES]);
	const early = values();
	await halden.record(['Aiko', 'demos-held', 1]);
	const late = values();
	await early;
	expect(await late).toEqual({ '5 demos': '1' });

	held.heard(halden.orgId, [FIGURES]);
	const before = values();
	await aim('Ten demos', 10);
	expect(await values()).toEqual({ '5 demos': '1', 'Ten demos': '1' });
	await before;
});

test('goals that did not move stay the same objects, and shown ones take only new figures', async () => {
	const ten = await aim('Ten deals', 10, 'deals-won');
	const before = await held.read(halden.orgId);
	await halden.record(['Aiko', 'demos-held', 2]);
	held.heard(halden.orgId, [FIGURES]);
	const after = await held.read(halden.orgId);
	const of = (state: typeof after, id: GoalId) => state.goals.find((goal) => goal.id === id);
	expect(of(after, ten)).toBe(of(before, ten));
	const hung = { ...before, goals: before.goals.filter(({ id }) => id === five) };
	expect(withFiguresOf(hung, before)).toBe(hung);
	expect(withFiguresOf(hung, after).goals).toEqual([{ ...of(before, five), value: '2' }]);
});

test('a new day, a failed read and a lost connection each read everything anew', async () => {
	expect((await held.read(halden.orgId)).today).toBe('2026-11-18');
	now = new Date('2026-11-18T23:00:00Z');
	expect((await held.read(halden.orgId)).today).toBe('2026-11-19');

	await database.db.execute(sql`update goals set title = 'Five good demos'`);
	held.heard(halden.orgId, [FIGURES]);
	vi.spyOn(database.pool, 'query').mockRejectedValueOnce(new Error('The network is away.'));
	await expect(values()).rejects.toThrow();
	vi.restoreAllMocks();
	expect(Object.keys(await values())).toEqual(['Five good demos']);

	await database.db.execute(sql`update goals set title = 'Five demos'`);
	expect(Object.keys(await values())).toEqual(['Five good demos']);
	held.missed();
	expect(Object.keys(await values())).toEqual(['Five demos']);
});

test('one organization’s goals are read for its own news alone', async () => {
	const fjord = await foundHalden(halden.context, [], 'Fjord');
	expect((await held.read(fjord.orgId)).goals).toEqual([]);
	await values();
	held.heard(fjord.orgId, [GOALS, '*']);
	held.heard(halden.orgId, ['moments']);
	expect(await statements(values)).toBe(0);
});

test('work of a day that is over is in more than the figures: how the days went is read anew', async () => {
	const today = ['totals:points:day:2026-11-18', FIGURES];
	// Nobody knows yet which day it is.
	expect(held.heard(halden.orgId, today)).toEqual([...today, GOALS]);
	await values();
	expect(held.heard(halden.orgId, today)).toEqual(today);
	await halden.record(['Aiko', 'demos-held', 3, '2026-11-17']);
	const late = ['totals:points:day:2026-11-17', FIGURES];
	expect(held.heard(halden.orgId, late)).toEqual([...late, GOALS]);
	const { goals } = await held.read(halden.orgId);
	const anew = (await createHeldGoals(halden.context).read(halden.orgId)).goals;
	expect(goals).toEqual(anew);
	expect(goals[0]!.rhythm).toBeDefined();
});

test('goals that are recounted by hand are on every screen', async () => {
	await halden.record(['Aiko', 'demos-held', 2]);
	await database.db.execute(sql`update goal_progress set value = 4`);
	expect(await values()).toEqual({ '5 demos': '4' });
	await rebuildProgress(halden.context, halden.orgId);
	expect(await values()).toEqual({ '5 demos': '2' });
});
