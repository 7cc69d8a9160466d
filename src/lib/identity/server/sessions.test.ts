import { beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { hashSecret } from '#lib/platform/server/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import {
	actorOfKey,
	actorOfSession,
	addMember,
	addTeam,
	apiKeys,
	createKey,
	createOrganization,
	listKeys,
	moveMember,
	openSession,
	revokeKey,
	sessions,
	setManagers,
	signIn,
	signOut,
	signOutEverywhere,
	sweepSessions
} from './index.ts';

const PASSWORD = 'a bell for every win';
const DAY = 86_400_000;

let database: Database;
let now: Date;
let announced: string[];
let context: Context;

beforeEach(async () => {
	database = await freshDatabase();
	now = new Date('2026-11-18T09:00:00Z');
	announced = [];
	context = {
		db: database.db,
		clock: { now: () => now },
		announce: (_org, facts) => announced.push(...facts)
	};
});

async function found(name: string, isDemo = false): Promise<OrgId> {
	const command = { name, timeZone: 'Europe/Berlin', currency: 'EUR', weekStart: 1, isDemo };
	return (await createOrganization(database.db, command, now)).id;
}

async function member(orgId: OrgId, name: string, password = PASSWORD): Promise<MemberId> {
	const email = `${name.split(' ')[0]}@halden.example`;
	const added = await addMember(database.db, orgId, { name, email, role: 'rep', password }, now);
	if (!added.ok) throw new Error(added.problem.detail);
	return added.value.id;
}

function who(token: string) {
	return actorOfSession(database.db, token, context.clock);
}

describe('a session', () => {
	it('says who is asking, in which team today and which teams they manage', async () => {
		const orgId = await found('Halden & Co');
		const ines = await member(orgId, 'Ines Falk');
		const lights = await addTeam(database.db, orgId, { name: 'Northern Lights' });
		const crew = await addTeam(database.db, orgId, { name: 'Harbour Crew' });
		await setManagers(database.db, orgId, lights.id, [ines]);
		await moveMember(database.db, orgId, ines, crew.id, '2026-11-19');
		const { token } = await openSession(context, orgId, ines);
		const actor = {
			kind: 'member',
			orgId,
			memberId: ines,
			role: 'manager',
			teamId: null,
			manages: [lights.id],
			session: hashSecret(token)
		};
		expect(await who(token)).toEqual(actor);
		// 00:30 of the 19th in Berlin.
		now = new Date('2026-11-18T23:30:00Z');
		expect(await who(token)).toEqual({ ...actor, teamId: crew.id });
	});

	it('is stored as a hash, and the hash opens nothing', async () => {
		const orgId = await found('Halden & Co');
		const { token } = await openSession(context, orgId, await member(orgId, 'Aiko Kimura'));
		const [row] = await database.db.select().from(sessions);
		expect(row?.tokenHash).toBe(hashSecret(token));
		expect(JSON.stringify(row)).not.toContain(token);
		expect(await who(hashSecret(token))).toBeNull();
	});

	it('is renewed in its second half and ends thirty days after that', async () => {
		const orgId = await found('Halden & Co');
		const { token } = await openSession(context, orgId, await member(orgId, 'Aiko Kimura'));
		const start = now.getTime();
		now = new Date(start + 20 * DAY);
		expect(await who(token)).not.toBeNull();
		now = new Date(start + 49 * DAY);
		expect(await who(token)).not.toBeNull();
		now = new Date(start + 80 * DAY);
		expect(await who(token)).toBeNull();
		expect(await database.db.select().from(sessions)).toEqual([]);
	});

	it('that has ended is swept, one that has not is left', async () => {
		const orgId = await found('Halden & Co');
		const aiko = await member(orgId, 'Aiko Kimura');
		await openSession(context, orgId, aiko);
		now = new Date(now.getTime() + 25 * DAY);
		const { token } = await openSession(context, orgId, aiko);
		now = new Date(now.getTime() + 10 * DAY);
		await sweepSessions(database.db, context.clock);
		const left = await database.db.select().from(sessions);
		expect(left.map(({ tokenHash }) => tokenHash)).toEqual([hashSecret(token)]);
	});

	it('ends here, or everywhere, and its sockets are told', async () => {
		const orgId = await found('Halden & Co');
		const aiko = await member(orgId, 'Aiko Kimura');
		const lena = await openSession(context, orgId, await member(orgId, 'Lena Tran'));
		const phone = await openSession(context, orgId, aiko);
		const desk = await openSession(context, orgId, aiko);
		const third = await openSession(context, orgId, aiko);
		await signOut(context, (await who(phone.token))!);
		expect(await who(phone.token)).toBeNull();
		expect(await who(desk.token)).not.toBeNull();
		await signOutEverywhere(context, orgId, aiko);
		expect([await who(desk.token), await who(third.token)]).toEqual([null, null]);
		expect(await who(lena.token)).not.toBeNull();
		expect(announced).toEqual([
			`revoked:session:${hashSecret(phone.token)}`,
			`revoked:member:${aiko}`
		]);
	});
});

describe('signing in', () => {
	it('opens a session for the right e-mail and password, in any case of the e-mail', async () => {
		const orgId = await found('Halden & Co');
		const aiko = await member(orgId, 'Aiko Kimura');
		const signed = await signIn(context, { email: ' AIKO@halden.example', password: PASSWORD });
		if (!signed.ok || signed.value.kind !== 'signed-in') throw new Error('not signed in');
		expect(await who(signed.value.token)).toMatchObject({ orgId, memberId: aiko });
	});

	it('says the same for a wrong password, an unknown e-mail and a demo person', async () => {
		await member(await found('Halden & Co'), 'Aiko Kimura');
		await member(await found('Demo', true), 'Mara Silva');
		const wrong = await signIn(context, { email: 'aiko@halden.example', password: 'guess guess' });
		const unknown = await signIn(context, { email: 'no@halden.example', password: PASSWORD });
		const demo = await signIn(context, { email: 'mara@halden.example', password: PASSWORD });
		expect(wrong).toMatchObject({ ok: false, problem: { kind: 'unauthenticated' } });
		expect(unknown).toEqual(wrong);
		expect(demo).toEqual(wrong);
		expect(await database.db.select().from(sessions)).toEqual([]);
	});

	it('asks which organization where the same e-mail and password open several', async () => {
		await member(await found('Halden & Co'), 'Caio Ramos');
		const fjord = await found('Fjord');
		const there = await member(fjord, 'Caio Ramos');
		await member(await found('Elsewhere'), 'Caio Ramos', 'another password');
		const command = { email: 'caio@halden.example', password: PASSWORD };
		const which = await signIn(context, command);
		expect(which).toMatchObject({
			ok: true,
			value: { kind: 'which', organizations: [{ slug: 'halden-co' }, { slug: 'fjord' }] }
		});
		const signed = await signIn(context, { ...command, organization: 'fjord' });
		expect(signed).toMatchObject({ ok: true, value: { orgId: fjord, memberId: there } });
	});

	it('is slowed down by address, whatever the e-mail, and by e-mail, whatever the address', async () => {
		const tries = async (n: number, of: (i: number) => { email: string; address: string }) => {
			for (let i = 0; i < n; i++) {
				const tried = await signIn(context, { ...of(i), password: 'x' });
				if (!tried.ok && tried.problem.kind === 'too-many') return i;
			}
			return n;
		};
		const email = 'guessed@halden.example';
		expect(await tries(30, (i) => ({ email, address: `10.0.0.${i}` }))).toBe(20);
		const spread = (i: number) => ({ email: `p${i}@halden.example`, address: '10.1.1.1' });
		expect(await tries(80, spread)).toBe(60);
		now = new Date(now.getTime() + 60 * 60_000);
		expect(await tries(1, spread)).toBe(1);
	});
});

describe('an API key', () => {
	it('works until it is revoked, and is kept as a hash with its first characters', async () => {
		const orgId = await found('Halden & Co');
		const { id, key } = await createKey(
			context,
			orgId,
			{ name: 'CRM', scopes: ['activities:write'] },
			null
		);
		expect(key).toMatch(/^wb_[a-z2-9]{32}$/);
		const actor = { kind: 'key', orgId, keyId: id, scopes: ['activities:write'] };
		expect(await actorOfKey(database.db, key, now)).toEqual(actor);
		expect(await actorOfKey(database.db, `${key}x`, now)).toBeNull();
		expect(JSON.stringify(await database.db.select().from(apiKeys))).not.toContain(key);
		const [listed] = await listKeys(database.db, orgId);
		expect(listed).toMatchObject({ name: 'CRM', prefix: key.slice(0, 9), lastUsedAt: now });

		const other = await found('Fjord');
		expect((await revokeKey(context, other, id)).ok).toBe(false);
		expect((await revokeKey(context, orgId, id)).ok).toBe(true);
		expect(await actorOfKey(database.db, key, now)).toBeNull();
		expect(await listKeys(database.db, orgId)).toEqual([]);
		expect((await revokeKey(context, orgId, id)).ok).toBe(false);
	});
});
