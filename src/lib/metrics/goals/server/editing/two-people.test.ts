import { beforeAll, beforeEach, expect, test } from 'vitest';
import { and, eq } from 'drizzle-orm';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { openedWith, type Opened } from '../../form/opened-with.ts';
import { openHalden, type Halden } from '../goals.fixture.ts';
import {
	agreeGoal,
	editGoal,
	goalChanges,
	linkGoal,
	readGoal,
	setGoal,
	type EditGoal,
	type SetGoal
} from '../index.ts';

let halden: Halden;
let goal: GoalId;

const wide = { scope: 'organization', target: 60 } as const;
const FIRST = { title: '60 demos', why: '', target: '60', endsOn: '2026-11-30', supports: null };

beforeAll(async () => {
	halden = await openHalden();
});

beforeEach(async () => {
	const team = halden.teams['Northern Lights']!;
	goal = await set('Ines', { scope: 'team', team, title: '60 demos', target: 60 });
	halden.announced.splice(0);
});

async function set(who: string, command: SetGoal) {
	const counted = { metric: 'demos-held', period: 'month' as const };
	const done = await setGoal(halden.context, halden.actor(who), { ...counted, ...command });
	if (!done.ok) throw new Error(done.problem.detail);
	await agreeGoal(halden.context, halden.actor('Greta'), done.value.id);
	return done.value.id;
}

/** The clock of the same organization a few minutes on. */
function after(minutes: number): Context {
	const now = new Date(halden.context.clock.now().getTime() + minutes * 60_000);
	return { ...halden.context, clock: { now: () => now } };
}

async function open(): Promise<Opened> {
	const shown = await readGoal(halden.context.db, halden.orgId, goal);
	return JSON.parse(openedWith(shown!)) as Opened;
}

function save(who: string, was: Opened, change: Partial<EditGoal>, minutes = 0) {
	const command = { goalId: goal, ...FIRST, further: ['', ''], was, ...change };
	return editGoal(after(minutes), halden.actor(who), command);
}

async function stands() {
	return (await readGoal(halden.context.db, halden.orgId, goal))!;
}

async function happened() {
	const here = and(eq(goalChanges.orgId, halden.orgId), eq(goalChanges.goalId, goal));
	const rows = await halden.context.db
		.select({ says: goalChanges.says })
		.from(goalChanges)
		.where(here)
		.orderBy(goalChanges.at);
	return rows.slice(1).map(({ says }) => says);
}

test('what each of two people changed stays: one the target, one the end and the why', async () => {
	const was = await open();
	expect((await save('Ines', was, { target: '70' })).ok).toBe(true);
	expect((await save('Greta', was, { endsOn: '2026-12-04', why: 'They close' })).ok).toBe(true);
	expect(await stands()).toMatchObject({ target: '70', endsOn: '2026-12-04', why: 'They close' });
	expect(await happened()).toEqual([
		{ wasTarget: '60', target: '70' },
		{ why: 'They close', wasEnd: '2026-11-30', end: '2026-12-04' }
	]);
});

test('the same field to something else is refused whole, and holds when it is sent again', async () => {
	const was = await open();
	await save('Ines', was, { target: '70', title: 'Seventy demos' });
	halden.announced.splice(0);
	const refused = await save('Greta', was, { target: '80', why: 'They close' }, 1);
	const said = 'Ines set the target to 70 a minute ago. Save again to set 80.';
	expect(refused).toMatchObject({
		problem: { kind: 'conflict', detail: said, fields: { target: said } }
	});
	expect([halden.announced, await happened()]).toMatchObject([[], [{ target: '70' }]]);
	expect(await stands()).toMatchObject({ target: '70', why: '' });
	const kept = JSON.parse((!refused.ok && refused.problem.kept?.was) || '') as Opened;
	expect((await save('Greta', kept, { target: '80', why: 'They close' }, 2)).ok).toBe(true);
	expect(await stands()).toMatchObject({ target: '80', title: 'Seventy demos', why: 'They close' });
	expect((await happened()).at(-1)).toEqual({ wasTarget: '70', target: '80', why: 'They close' });
});

test('who refuses to lose a third change is asked again; the same change twice is one', async () => {
	const was = await open();
	await save('Ines', was, { target: '70' });
	const refused = await save('Greta', was, { target: '80' });
	const kept = JSON.parse((!refused.ok && refused.problem.kept?.was) || '') as Opened;
	await save('Ines', await open(), { ...FIRST, target: '75' });
	const again = await save('Greta', kept, { target: '80' });
	expect(again).toMatchObject({ problem: { detail: expect.stringContaining('target to 75') } });
	expect((await save('Greta', was, { target: '75' })).ok).toBe(true);
	expect(await happened()).toHaveLength(2);
});

test('in two tabs of one’s own it says “you”; steps, end and parent have their own words', async () => {
	const logos = await set('Greta', { ...wide, title: 'Land 40 logos' });
	const big = await set('Greta', { ...wide, title: 'Go big' });
	const was = await open();
	const first = { further: ['70', '80'], endsOn: '2026-12-04', supports: logos };
	expect((await save('Greta', was, first)).ok).toBe(true);
	const second = { further: ['90', ''], endsOn: '2026-12-11', supports: big };
	expect(await save('Greta', was, second)).toMatchObject({
		problem: {
			fields: {
				second: 'You set further steps to 70 and 80 just now. Save again to set 90.',
				endsOn: 'You moved the end to 4 Dec just now. Save again to set 11 Dec.',
				supports: 'You put it under “Land 40 logos” just now. Save again to put it under “Go big”.'
			}
		}
	});
});

test('another’s change that no longer goes with one’s own is said, and not lost either', async () => {
	const was = await open();
	await save('Ines', was, { further: ['65', ''] });
	const refused = await save('Greta', was, { target: '70' });
	expect(refused).toMatchObject({
		problem: {
			kind: 'conflict',
			fields: { second: 'Ines set further steps to 65 just now. Save again to take them out.' }
		}
	});
	expect(await stands()).toMatchObject({ target: '60', further: ['65'] });
	const kept = JSON.parse((!refused.ok && refused.problem.kept?.was) || '') as Opened;
	expect((await save('Greta', kept, { target: '70' })).ok).toBe(true);
	expect(await stands()).toMatchObject({ target: '70', further: [] });
});

test('a link that somebody else moved meanwhile is not moved unseen', async () => {
	const logos = await set('Greta', { ...wide, title: 'Land 40 logos' });
	const link = (was: GoalId | null) => linkGoal(after(3), halden.actor('Greta'), goal, null, was);
	await linkGoal(halden.context, halden.actor('Greta'), goal, logos, null);
	const big = await set('Greta', { ...wide, title: 'Go big' });
	await linkGoal(halden.context, halden.actor('Greta'), goal, big, logos);
	expect(await link(logos)).toMatchObject({
		problem: {
			kind: 'conflict',
			detail: 'You put it under “Go big” 3 minutes ago. Move it again to put it on its own.',
			kept: { was: big }
		}
	});
	expect((await stands()).parentId).toBe(big);
	expect((await link(big)).ok).toBe(true);
	expect((await stands()).parentId).toBeNull();
});
