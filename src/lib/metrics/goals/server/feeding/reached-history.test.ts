import { beforeAll, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import type { ActivityId, GoalId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { NOW, openHalden, type Halden } from '../goals.fixture.ts';
import { checkIn, closeGoal, editGoal, openGoal, setGoal, type SetGoal } from '../index.ts';

let halden: Halden;

beforeAll(async () => {
	halden = await openHalden();
});

/** The clock of the same organization some minutes on; the ledger's too. */
function at(minutes: number): Context {
	const now = new Date(NOW.getTime() + minutes * 60_000);
	return { ...halden.context, clock: { now: () => now } };
}

async function set(command: SetGoal): Promise<GoalId> {
	const done = await setGoal(halden.context, halden.actor('Ines'), command);
	if (!done.ok) throw new Error(done.problem.detail);
	return done.value.id;
}

async function record(minutes: number, who: string, value: number, day = '2026-11-18') {
	const [external] = await halden.record([who, 'demos-held', value, day]);
	const found = await halden.context.db.execute(sql`update activities
		set recorded_at = ${at(minutes).clock.now().toISOString()}
		where external_id = ${external} returning id`);
	return found.rows[0]!.id as ActivityId;
}

async function history(id: GoalId): Promise<string[]> {
	const opened = await openGoal(at(60), halden.actor('Ines'), id);
	return opened!.history.map(({ sentence }) => sentence);
}

test('a team’s goal tells who carried it to each step, and what a correction took back', async () => {
	const team = halden.teams['Northern Lights']!;
	await record(-30, 'Lena', 2, '2026-11-16');
	const id = await set({
		...{ scope: 'team', team, title: 'Demos', metric: 'demos-held', target: 6, further: [9] },
		period: 'month'
	});
	await record(5, 'Aiko', 3);
	await record(6, 'Oskar', 9);
	await record(7, 'Mara', 2, '2026-11-17');
	const much = await record(8, 'Aiko', 3, '2026-11-16');
	await halden.ledger.reverse(halden.orgId, much, {
		...{ by: halden.actor('Ines').memberId, note: 'Twice' }
	});
	await halden.context.db.execute(sql`update activities
		set recorded_at = ${at(9).clock.now().toISOString()} where reverses_id = ${much}`);
	expect(await history(id)).toEqual([
		'Ines set it: 6.',
		'Mara carried it to its target of 6 on 17 Nov.',
		'Aiko carried it to its second step of 9 on 16 Nov.',
		'It fell below its second step of 9: an entry of 16 Nov was corrected.'
	]);
	const lower = { goalId: id, title: 'Demos', why: '', endsOn: '2026-11-30', supports: null };
	await editGoal(at(10), halden.actor('Ines'), { ...lower, target: 5, further: [7] });
	expect((await history(id)).slice(4)).toEqual([
		'Ines moved the target from 6 to 5 and set further steps: 7.',
		'It was at its target of 5 and its second step of 7 already.'
	]);
	await closeGoal(at(11), halden.actor('Ines'), id, 'Call before ten.');
	await record(12, 'Aiko', 9);
	expect((await history(id)).slice(6)).toEqual(['Ines closed it with 7 of 5.']);
});

test('taps tell the same, one that is taken back too', async () => {
	const id = await set({ scope: 'member', title: 'Coach Lena', target: 1 });
	const tap = (minutes: number, amount: 1 | -1) =>
		checkIn(at(minutes), halden.actor('Ines'), {
			...{ goalId: id, amount, requestId: newId<'tap'>(at(minutes).clock.now()) }
		});
	await tap(1, 1);
	await tap(2, -1);
	expect(await history(id)).toEqual([
		'Ines set it: 1.',
		'Ines carried it to its target of 1 on 18 Nov.',
		'It fell below its target of 1: a tap of 18 Nov was taken back.'
	]);
});

test('a goal that counts goals tells when enough of them were reached, and when not any more', async () => {
	const above = await set({
		...{
			scope: 'team',
			team: halden.teams['Northern Lights']!,
			title: 'Two of three',
			measure: 'goals',
			target: 2,
			further: [3]
		},
		period: 'month'
	});
	const below = async (title: string) =>
		set({ scope: 'member', title, target: 1, supports: above } as never);
	const [first, second, third] = [
		await below('Call Berg'),
		await below('Call Roth'),
		await below('Call Sand')
	];
	const tap = (minutes: number, goalId: GoalId, amount: 1 | -1 = 1) =>
		checkIn(at(minutes), halden.actor('Ines'), {
			...{ goalId, amount, requestId: newId<'tap'>(at(minutes).clock.now()) }
		});
	await tap(1, first);
	await tap(2, second);
	await tap(3, second, -1);
	await tap(4, second);
	await tap(5, third);
	expect(await history(above)).toEqual([
		'Ines set it: 2.',
		'It came to its target of 2 on 18 Nov.',
		'It fell below its target of 2 on 18 Nov.',
		'It came to its target of 2 on 18 Nov.',
		'It came to its second step of 3 on 18 Nov.'
	]);
	// Began before the last one, and came to it after.
	await tap(3, third, -1);
	expect((await history(above)).slice(5)).toEqual([
		'It fell below its second step of 3 on 18 Nov.'
	]);
	const closed = await closeGoal(at(6), halden.actor('Ines'), third, 'Call before ten.');
	expect(closed.ok).toBe(true);
	expect(await history(above)).toHaveLength(6);
});

test('what a goal had counted before that was kept is known, but not when', async () => {
	const team = halden.teams['Northern Lights']!;
	const own = { title: 'Older', measure: 'goals', target: 3 } as const;
	const above = await set({ scope: 'team', team, ...own, period: 'month' });
	await halden.context.db.execute(sql`
		insert into goal_counts (org_id, goal_id, step, at) values
			(${halden.orgId}, ${above}, 2, null),
			(${halden.orgId}, ${above}, 1, ${at(2).clock.now().toISOString()})`);
	const lower = { goalId: above, title: 'Older', why: '', endsOn: '2026-11-30', supports: null };
	await editGoal(at(10), halden.actor('Ines'), { ...lower, target: 2 });
	expect(await history(above)).toEqual([
		'Ines set it: 3.',
		'It came to its target of 3 on 18 Nov.',
		'Ines moved the target from 3 to 2.',
		'It was at its target of 2 already.'
	]);
});
