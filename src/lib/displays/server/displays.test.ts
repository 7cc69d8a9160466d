import { count } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../tests/small-team.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { DisplayId } from '#lib/platform/ids.ts';
import {
	actorOfDisplay,
	changeDisplay,
	confirmPairing,
	displays,
	displayTopic,
	listDisplays,
	noteSeen,
	pairings,
	revokeDisplay,
	startPairing,
	type Pairing
} from './index.ts';

const PLACE = { name: 'By the coffee', teamId: null };

let database: Database;
let team: SmallTeam;
let address = 0;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	await database.db.delete(displays);
	await database.db.delete(pairings);
	team = await smallTeam(database);
	team.announced();
});

/** A TV of its own address that shows a code. */
async function waitingTv(token?: string): Promise<Pairing> {
	const started = await startPairing(team.context, token, `10.0.0.${++address}`);
	if (!started.ok) throw new Error(started.problem.detail);
	return started.value;
}

async function pairedTv(by = team.ines): Promise<{ id: DisplayId; token: string }> {
	const { code, token } = await waitingTv();
	const confirmed = await confirmPairing(team.context, by, { code, ...PLACE });
	if (!confirmed.ok) throw new Error(confirmed.problem.detail);
	return { id: confirmed.value.id, token };
}

async function sideEffects() {
	const [shown] = await database.db.select({ n: count() }).from(pairings);
	const [paired] = await database.db.select({ n: count() }).from(displays);
	return { pairings: shown!.n, displays: paired!.n, announced: team.announced() };
}

describe('pairing', () => {
	it('shows the same code until it is nearly over, then another for the same TV', async () => {
		const first = await waitingTv();
		expect(first.code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{6}$/);
		team.at('2026-11-18T09:09:00Z');
		expect(await waitingTv(first.token)).toEqual(first);
		team.at('2026-11-18T09:09:31Z');
		const second = await waitingTv(first.token);
		expect(second.token).toBe(first.token);
		expect(second.code).not.toBe(first.code);
		const old = await confirmPairing(team.context, team.ines, { code: first.code, ...PLACE });
		expect(old).toMatchObject({ ok: false, problem: { kind: 'missing' } });
		expect(await sideEffects()).toEqual({ pairings: 1, displays: 0, announced: [] });
	});

	it('takes the TV in as the person typed the code, once', async () => {
		const { code, token } = await waitingTv();
		const typed = ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `;
		expect(await actorOfDisplay(database.db, token)).toBeNull();
		const confirmed = await confirmPairing(team.context, team.ines, { code: typed, ...PLACE });
		expect(confirmed.ok).toBe(true);
		expect(await actorOfDisplay(database.db, token)).toMatchObject({
			kind: 'display',
			orgId: team.orgId,
			teamId: null
		});
		expect(await sideEffects()).toEqual({ pairings: 0, displays: 1, announced: ['displays'] });
		const again = await confirmPairing(team.context, team.greta, { code, ...PLACE });
		expect(again).toMatchObject({ ok: false, problem: { kind: 'missing' } });
		expect(await sideEffects()).toEqual({ pairings: 0, displays: 1, announced: [] });
	});

	it('refuses a code that is over', async () => {
		const { code, token } = await waitingTv();
		team.at('2026-11-18T09:10:00Z');
		const late = await confirmPairing(team.context, team.ines, { code, ...PLACE });
		expect(late).toMatchObject({ ok: false, problem: { kind: 'missing' } });
		expect(await actorOfDisplay(database.db, token)).toBeNull();
		expect(await sideEffects()).toEqual({ pairings: 1, displays: 0, announced: [] });
		const next = await waitingTv(token);
		expect(next.token).not.toBe(token);
		expect(await sideEffects()).toMatchObject({ pairings: 1 });
	});

	it('is not a rep’s, and takes no team of others', async () => {
		const { code } = await waitingTv();
		const rep = await confirmPairing(team.context, team.aiko, { code, ...PLACE });
		expect(rep).toMatchObject({ ok: false, problem: { kind: 'forbidden' } });
		const other = await smallTeam(database, 'Brightline');
		const foreign = { code, name: 'Lobby', teamId: other.northernLights };
		expect(await confirmPairing(team.context, team.ines, foreign)).toMatchObject({
			ok: false,
			problem: { kind: 'invalid', fields: { team: 'Choose a team from the list.' } }
		});
		expect(await sideEffects()).toEqual({ pairings: 1, displays: 0, announced: [] });
	});

	it('limits guessing, also where the right code comes at last', async () => {
		const { code } = await waitingTv();
		const guess = (text: string) =>
			confirmPairing(team.context, team.ines, { code: text, ...PLACE });
		for (let tries = 0; tries < 20; tries++)
			expect(await guess('AAAAAA')).toMatchObject({ problem: { kind: 'missing' } });
		expect(await guess(code)).toMatchObject({ ok: false, problem: { kind: 'too-many' } });
		expect(await sideEffects()).toEqual({ pairings: 1, displays: 0, announced: [] });
	});

	it('limits how many codes one address may ask for', async () => {
		for (let codes = 0; codes < 30; codes++)
			expect((await startPairing(team.context, undefined, '192.0.2.7')).ok).toBe(true);
		expect(await startPairing(team.context, undefined, '192.0.2.7')).toMatchObject({
			ok: false,
			problem: { kind: 'too-many' }
		});
		expect(await sideEffects()).toMatchObject({ pairings: 30 });
	});
});

describe('a paired TV', () => {
	it('is renamed, given a team and turned down; it alone is told so', async () => {
		const { id } = await pairedTv();
		team.announced();
		const change = {
			name: 'Lobby',
			teamId: team.northernLights,
			volume: 0,
			hoursFrom: 480,
			hoursUntil: 1110
		};
		expect((await changeDisplay(team.context, team.greta, id, change)).ok).toBe(true);
		expect(team.announced()).toEqual(['displays', `display:${id}`]);
		const answer = await displayTopic(team.context).read(team.orgId, id);
		expect(answer?.state).toEqual({
			id,
			name: 'Lobby',
			team: { id: team.northernLights, key: 'northern-lights', name: 'Northern Lights' },
			volume: 0,
			hours: { from: 480, until: 1110 },
			organization: { name: 'Halden & Co', currency: 'EUR', timeZone: 'Europe/Berlin' }
		});
	});

	it('leads with no team of another organization', async () => {
		const { id } = await pairedTv();
		const other = await smallTeam(database, 'Brightline');
		team.announced();
		const change = { name: 'Lobby', teamId: other.northernLights };
		expect(await changeDisplay(team.context, team.greta, id, change)).toMatchObject({
			ok: false,
			problem: { kind: 'invalid', fields: { team: 'Choose a team from the list.' } }
		});
		expect(team.announced()).toEqual([]);
		expect(await listDisplays(database.db, team.orgId)).toMatchObject([{ name: PLACE.name }]);
	});

	it('notes when it was seen', async () => {
		const { id, token } = await pairedTv();
		const [fresh] = await listDisplays(database.db, team.orgId);
		expect(fresh).toMatchObject({ id, lastSeenAt: null });
		team.at('2026-11-18T12:52:00Z');
		await noteSeen(team.context, (await actorOfDisplay(database.db, token))!);
		const [seen] = await listDisplays(database.db, team.orgId);
		expect(seen?.lastSeenAt).toEqual(new Date('2026-11-18T12:52:00Z'));
	});

	it('is signed out for good, and its sockets are closed', async () => {
		const { id, token } = await pairedTv();
		team.announced();
		expect((await revokeDisplay(team.context, team.ines, id)).ok).toBe(true);
		expect(team.announced()).toEqual(['displays', `revoked:display:${id}`, `display:${id}`]);
		expect(await actorOfDisplay(database.db, token)).toBeNull();
		expect(await listDisplays(database.db, team.orgId)).toEqual([]);
		expect(await displayTopic(team.context).read(team.orgId, id)).toBeUndefined();
		const twice = await revokeDisplay(team.context, team.ines, id);
		expect(twice).toMatchObject({ ok: false, problem: { kind: 'missing' } });
		expect(team.announced()).toEqual([]);
		expect((await waitingTv(token)).token).not.toBe(token);
	});

	it('is out of reach for reps and for another organization', async () => {
		const { id, token } = await pairedTv();
		const other = await smallTeam(database, 'Brightline');
		team.announced();
		for (const stranger of [team.aiko, other.greta]) {
			expect((await changeDisplay(team.context, stranger, id, { volume: 100 })).ok).toBe(false);
			expect((await revokeDisplay(team.context, stranger, id)).ok).toBe(false);
		}
		expect(team.announced()).toEqual([]);
		expect(await listDisplays(database.db, other.orgId)).toEqual([]);
		expect(await displayTopic(team.context).read(other.orgId, id)).toBeUndefined();
		expect(await actorOfDisplay(database.db, token)).toMatchObject({ orgId: team.orgId });
		expect(await listDisplays(database.db, team.orgId)).toMatchObject([{ id, volume: 60 }]);
	});
});
