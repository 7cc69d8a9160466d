import { beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../../../tests/small-team.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { closedKinds, closePeriods } from '#lib/metrics/closings/server/index.ts';
import { readGoal, setGoal } from '#lib/metrics/goals/server/index.ts';
import type { ActivityId } from '#lib/platform/ids.ts';
import type { Result } from '#lib/platform/result.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import {
	correctByHand,
	countAgain,
	openFigure,
	ownTypos,
	recordByHand,
	takeBack,
	takeBackOwn,
	typedBefore,
	type ByHand
} from '../index.ts';

const MORNING = '2026-11-18T09:00:00Z';
let database: Database;
let team: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
	team = await smallTeam(database);
});

/** Demos that somebody types in; the entry's id. */
async function typed(by: MemberActor, change: Partial<ByHand> = {}): Promise<ActivityId> {
	const { context, ledger } = team;
	const demos = { memberId: by.memberId, metric: 'demos-held', value: '20', day: '2026-11-18' };
	const openedAt = context.clock.now().toISOString();
	const key = newId<'activity'>();
	must(await recordByHand(context, ledger, by, { ...demos, openedAt, key, ...change }));
	return idOf(key);
}

async function idOf(externalId: string): Promise<ActivityId> {
	const { rows } = await database.pool.query('select id from activities where external_id = $1', [
		externalId
	]);
	return rows[0].id;
}

const back = (by: MemberActor, id: ActivityId) => takeBackOwn(team.context, team.ledger, by, id);

/** What it came to, and that a refusal has left no row. */
async function refused(by: MemberActor, id: ActivityId): Promise<string> {
	const before = await rowCount();
	const done = await back(by, id);
	expect(await rowCount()).toBe(before);
	return done.ok ? 'ok' : done.problem.detail;
}

async function rowCount(): Promise<number> {
	const { rows } = await database.pool.query('select count(*)::int as n from activities');
	return rows[0].n;
}

/** Aiko's demos of the day: the sum on the screen, and which of its lines she may take back alone. */
async function seen(by: MemberActor) {
	const { context, aiko } = team;
	const day = { from: '2026-11-18', to: '2026-11-18' };
	const figure = { metric: 'demos-held', ...day, member: aiko.memberId };
	const { behind } = must(await openFigure(context, by, figure));
	return { ...behind, ...(await ownTypos(context, by, behind.items, closedKinds)) };
}

test('a rep takes back their own typo, the figures and the goal with it, and types it right', async () => {
	const { context, aiko, ines } = team;
	const five = { scope: 'member' as const, title: 'Five demos', metric: 'demos-held', target: 5 };
	const { id: goalId } = must(await setGoal(context, aiko, { ...five, period: 'week' }));
	const reached = async () => (await readGoal(database.db, aiko.orgId, goalId))?.value;
	const id = await typed(aiko, { note: 'Brightline', segment: 'Hospital' });
	expect(await typedBefore(database.db, aiko, id)).toBeNull();
	expect(await reached()).toBe('20');
	expect(await seen(aiko)).toMatchObject({ sum: '20', alone: [id] });
	expect((await seen(ines)).alone).toEqual([]);
	await takeJobs(database);
	team.announced();
	expect(must(await back(aiko, id))).toMatchObject({ reversed: true });
	expect(team.announced()).toEqual(
		expect.arrayContaining([`moved:${aiko.memberId}`, 'moments', `corrected:${aiko.memberId}`])
	);
	expect(await reached()).toBe('0');
	const { sum, alone, items } = await seen(ines);
	expect({ sum, alone }).toEqual({ sum: '0', alone: [] });
	expect(items).toMatchObject([
		{ reverses: id, value: '-20', recordedBy: 'Aiko Kimura', note: 'Typed wrong.' },
		{ id, reversed: true, recordedBy: 'Aiko Kimura' }
	]);
	const before = { metric: 'demos-held', value: '20', day: '2026-11-18' };
	expect(await typedBefore(database.db, aiko, id)).toEqual({
		...{ ...before, note: 'Brightline', segment: 'hospital' }
	});
	expect(await typedBefore(database.db, team.lena, id)).toBeNull();
	await typed(aiko, { value: '2' });
	expect(await reached()).toBe('2');
});

test('five clicks at once are one reversal, and all of them open the form', async () => {
	const id = await typed(team.aiko);
	const before = await rowCount();
	const clicks = await Promise.all(Array.from({ length: 5 }, () => back(team.aiko, id)));
	expect(clicks.map((click) => must(click).reversed).filter(Boolean)).toHaveLength(1);
	expect(await rowCount()).toBe(before + 1);
});

test('what is another’s, or came another way, is refused with the sentence that helps', async () => {
	const { orgId, ledger, aiko, lena, ines, greta } = team;
	const own = await typed(aiko);
	for (const other of [lena, ines, greta])
		expect(await refused(other, own)).toMatch(/^Only who typed it in/);
	const byInes = await typed(ines, { memberId: aiko.memberId });
	expect(await refused(aiko, byInes)).toMatch(/^You did not type this one in\. Question it/);
	const sent = { metric: 'demos-held', member: 'aiko@halden.example', value: '2', source: 'crm' };
	const entries = [{ ...sent, occurredAt: '2026-11-18', externalId: 'crm-1' }];
	await ledger.record({ orgId, recordedBy: `key:${newId()}`, entries });
	expect(await refused(aiko, await idOf('crm-1'))).toMatch(/^You did not type this one in/);
	const { alone } = await seen(aiko);
	expect([own, byInes].map((id) => alone.includes(id))).toEqual([true, false]);
	const fjord = await smallTeam(database, 'Fjord');
	const across = await takeBackOwn(fjord.context, fjord.ledger, fjord.aiko, own);
	expect(across).toMatchObject({ ok: false, problem: { kind: 'missing' } });
});

test('where the manager has decided, it is theirs to decide again', async () => {
	const { context, ledger, aiko, ines } = team;
	const counted = await typed(aiko);
	const word = { id: counted, reason: 'Heard of it twice.' };
	must(await takeBack(context, ledger, ines, word));
	expect(await refused(aiko, counted)).toMatch(/^Somebody has decided .*the newest line about it/);
	must(await countAgain(context, ledger, ines, { id: counted, reason: 'It was real.' }));
	expect(await refused(aiko, counted)).toMatch(/^Somebody has decided/);
	const corrected = await typed(aiko);
	const right = { memberId: aiko.memberId, metric: 'demos-held', value: '2', day: '2026-11-18' };
	const done = await correctByHand(context, ledger, ines, {
		...{ id: corrected, ...right, reason: 'I was there.' }
	});
	expect(await refused(aiko, corrected)).toMatch(/^Somebody has corrected this entry/);
	expect(await refused(aiko, must(done).id)).toMatch(/^You did not type this one in/);
	expect((await seen(aiko)).alone).not.toContain(counted);
});

test('the next day, and once its day has closed, a second pair of eyes looks', async () => {
	const { context, aiko } = team;
	const id = await typed(aiko);
	team.at('2026-11-18T22:59:00Z');
	expect((await seen(aiko)).alone).toContain(id);
	// Midnight in Berlin.
	team.at('2026-11-18T23:00:00Z');
	expect((await seen(aiko)).alone).toEqual([]);
	expect(await refused(aiko, id)).toMatch(/^You can take back what you typed in today/);
	// Yesterday's, typed this morning: until noon it stands on no final board.
	team.at('2026-11-19T08:00:00Z');
	const [early, held] = [await typed(aiko), await typed(aiko)];
	expect((await seen(aiko)).alone.sort()).toEqual([early, held].sort());
	expect(must(await back(aiko, early))).toMatchObject({ reversed: true });
	team.at('2026-11-19T12:00:00Z');
	await closePeriods(context);
	expect(await refused(aiko, held)).toMatch(/^Its day has closed/);
	expect(await seen(aiko)).toMatchObject({ alone: [], dayClosed: [held] });
	team.at(MORNING);
});

function must<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(result.problem.detail);
	return result.value;
}
