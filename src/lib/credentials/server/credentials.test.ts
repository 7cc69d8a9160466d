import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import {
	checkAchievement,
	isRevoked,
	unbakePng,
	unbakeSvg,
	verifyToken,
	type Fetch
} from '../../../../tests/open-badges.ts';
import { smallTeam, type SmallTeam } from '../../../../tests/small-team.ts';
import { award, awards, badges, listBadges } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { members, organizations } from '#lib/identity/server/index.ts';
import type { Id } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import {
	credentialFile,
	credentials,
	issuerFile,
	ownAward,
	ownAwards,
	readCredential,
	readSharing,
	revokeCredential,
	revokeForm,
	rotateKey,
	share,
	signingKeys,
	stopSharing
} from './index.ts';
import { signingKey } from './signing-key.ts';

const BASE = 'https://winbell.halden.example';
const NOWHERE = '00000000-0000-0000-0000-000000000000';
const LATER = '2026-11-18T09:30:00Z';

let database: Database;
let team: SmallTeam;
let visitors = 0;

let key: Pick<typeof signingKeys.$inferInsert, 'privateKey' | 'publicKey'>;

beforeAll(async () => {
	database = await freshDatabase();
	const { orgId, context } = await smallTeam(database, 'Keysmiths');
	await signingKey(context.db, orgId, context.clock.now());
	const [made] = await database.db.select().from(signingKeys);
	key = { privateKey: made!.privateKey, publicKey: made!.publicKey };
});

beforeEach(async () => {
	team = await newTeam('Halden & Co');
});

/** With a key already: to make one takes a while. */
async function newTeam(name: string): Promise<SmallTeam> {
	const made = await smallTeam(database, name);
	const createdAt = made.context.clock.now();
	const row = { orgId: made.orgId, id: randomUUID(), ...key, createdAt };
	await database.db.insert(signingKeys).values(row);
	return made;
}

/** A badge of the starting set for somebody, by Ines; answers the award. */
async function give(to: MemberActor, reason = 'recognition:1', name = 'Closer'): Promise<string> {
	const { db, clock } = team.context;
	const badge = (await listBadges(db, team.orgId)).find((one) => one.name === name)!;
	const at = clock.now();
	const command = { badgeId: badge.id, to: [to.memberId], by: team.ines.memberId, reason, at };
	await award(db, team.orgId, command);
	const [row] = await db
		.select({ id: awards.id })
		.from(awards)
		.where(and(eq(awards.orgId, team.orgId), eq(awards.reason, reason)));
	return row!.id;
}

async function shared(actor: MemberActor, awardId: string): Promise<string> {
	const result = await share(team.context, actor, awardId, BASE);
	if (!result.ok) throw new Error(result.problem.detail);
	return result.value.id;
}

const visit = () => ({ context: team.context, base: BASE, address: `198.51.100.${++visitors}` });

/** What a stranger gets at an address of ours, without a session. */
const get: Fetch = async (address) => {
	const response = await open(address);
	if (!response.ok) throw new Error(`${address} answered ${response.status}`);
	return { type: response.headers.get('content-type')!, text: await response.text() };
};

function open(address: string): Promise<Response> {
	const path = address.replace(BASE, '').split('/').slice(1);
	if (path[0] === 'credentials')
		return credentialFile(visit(), path[1]!, (path[2] ?? 'credential.jwt') as 'credential.jwt');
	const file = path[2] === 'credentials' ? 'status' : path[3] ? { key: path[3] } : path[2];
	return issuerFile(visit(), path[1]!, file as 'issuer');
}

describe('a shared award', () => {
	it('is an Open Badge that a stranger’s software accepts, and says no more than was promised', async () => {
		const id = await shared(team.aiko, await give(team.aiko));
		const { text, type } = await get(`${BASE}/credentials/${id}`);
		expect(type).toBe('text/plain; charset=utf-8');
		const credential = await verifyToken(text, get);
		checkAchievement(credential);
		expect(await isRevoked(credential, get)).toBe(false);
		expect(credential).toMatchObject({
			id: `${BASE}/credentials/${id}`,
			name: 'Closer',
			issuer: { id: `${BASE}/orgs/${team.orgId}/issuer`, name: 'Halden & Co' },
			awardedDate: '2026-11-18T00:00:00Z',
			validFrom: '2026-11-18T09:00:00Z',
			credentialSubject: { identifier: [{ identityType: 'name', identityHash: 'Aiko Kimura' }] }
		});
		for (const secret of ['aiko@', team.aiko.memberId, team.ines.memberId, 'Ines', 'Northern'])
			expect(JSON.stringify(credential)).not.toContain(secret);
		const profile = JSON.parse((await get(credential.iss!)).text) as object;
		expect(profile).toMatchObject({ id: credential.iss, type: ['Profile'], name: 'Halden & Co' });
	});

	it('names the level of a badge that is earned in levels', async () => {
		const awardId = await give(team.lena);
		const { db } = team.context;
		const rule = {
			kind: 'count' as const,
			metricId: null,
			tiers: [
				{ name: 'Bronze', at: '5' },
				{ name: 'Silver', at: '25' }
			]
		};
		await db.update(badges).set({ rule }).where(eq(badges.name, 'Closer'));
		await db
			.update(awards)
			.set({ tier: 2 })
			.where(eq(awards.id, awardId as Id<'award'>));
		const read = await readCredential(team.context, await shared(team.lena, awardId));
		expect(read).toMatchObject({ said: { badge: 'Closer, Silver', name: 'Lena Tran' } });
	});

	it('is made once, however often and at once it is asked for', async () => {
		const awardId = await give(team.aiko);
		await database.db.delete(signingKeys).where(eq(signingKeys.orgId, team.orgId));
		const ids = await Promise.all(Array.from({ length: 3 }, () => shared(team.aiko, awardId)));
		expect(new Set(ids).size).toBe(1);
		const keys = await team.context.db
			.select()
			.from(signingKeys)
			.where(eq(signingKeys.orgId, team.orgId));
		expect(keys).toHaveLength(1);
		expect(keys[0]!.publicKey).not.toHaveProperty('d');
	});

	it('travels in a PNG and in an SVG, each with the very token inside', async () => {
		const id = await shared(team.aiko, await give(team.aiko));
		const { text: token } = await get(`${BASE}/credentials/${id}`);
		const png = await open(`${BASE}/credentials/${id}/badge.png`);
		expect(png.headers.get('content-type')).toBe('image/png');
		const baked = unbakePng(new Uint8Array(await png.arrayBuffer()));
		expect(baked).toEqual({ token, width: 496, height: 560 });
		const svg = await get(`${BASE}/credentials/${id}/badge.svg`);
		expect(unbakeSvg(svg.text)).toBe(token);
	});

	it('keeps its SVG whole, whatever somebody is called', async () => {
		const { db } = team.context;
		const name = 'Bo "<script>alert(1)</script>" & \u0007Co';
		await db.update(members).set({ name }).where(eq(members.id, team.oskar.memberId));
		const id = await shared(team.oskar, await give(team.oskar));
		const { text } = await get(`${BASE}/credentials/${id}/badge.svg`);
		expect(text).toContain('Bo &quot;&lt;script&gt;alert(1)&lt;/script&gt;&quot; &amp;  Co');
		expect(unbakeSvg(text)).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
	});

	it('is told short to caches, may be read from anywhere, and is in no search engine', async () => {
		const id = await shared(team.aiko, await give(team.aiko));
		for (const path of [
			`/credentials/${id}`,
			`/credentials/${id}/badge.svg`,
			`/orgs/${team.orgId}/credentials/status`
		]) {
			const { headers } = await open(BASE + path);
			expect(headers.get('cache-control')).toBe('public, max-age=60');
			expect(headers.get('access-control-allow-origin')).toBe('*');
			expect(headers.get('x-robots-tag')).toBe('noindex');
			expect(headers.get('content-security-policy')).toContain("default-src 'none'");
		}
	});
});

describe('who shares', () => {
	it('sees their own awards, the newest first, and nobody else’s', async () => {
		await give(team.aiko, 'recognition:1');
		team.at(LATER);
		const second = await give(team.aiko, 'recognition:2', 'Comeback');
		const list = await ownAwards(team.context.db, team.aiko);
		expect(list.map(({ title }) => title)).toEqual(['Comeback', 'Closer']);
		expect(await ownAwards(team.context.db, team.lena)).toEqual([]);
		expect(await ownAward(team.context.db, team.aiko, second)).toMatchObject({
			value: { said: { name: 'Aiko Kimura', organization: 'Halden & Co', badge: 'Comeback' } }
		});
	});

	it('is the member alone: not her manager, the admin or a colleague', async () => {
		const awardId = await give(team.aiko);
		const refused = { ok: false, problem: { kind: 'missing' } };
		const others = [team.ines, team.greta, team.lena];
		for (const other of others)
			expect(await share(team.context, other, awardId, BASE)).toMatchObject(refused);
		const id = await shared(team.aiko, awardId);
		for (const other of others) {
			expect(await stopSharing(team.context, other, awardId)).toMatchObject(refused);
			expect(await ownAward(team.context.db, other, awardId)).toMatchObject(refused);
		}
		expect(await readCredential(team.context, id)).toMatchObject({ state: 'valid' });
	});

	it('is nobody of another organization', async () => {
		const awardId = await give(team.aiko);
		const fjord = await smallTeam(database, 'Fjord');
		const stranger = { ...team.aiko, orgId: fjord.orgId };
		expect(await share(fjord.context, stranger, awardId, BASE)).toMatchObject({ ok: false });
		expect(await ownAwards(database.db, stranger)).toEqual([]);
	});

	it('is told that there is no award of a name that none has', async () => {
		const missing = { ok: false, problem: { kind: 'missing' } };
		for (const awardId of ['', 'x', "'; drop table awards", NOWHERE, 'A'.repeat(5000)]) {
			expect(await share(team.context, team.aiko, awardId, BASE)).toMatchObject(missing);
			expect(await stopSharing(team.context, team.aiko, awardId)).toMatchObject(missing);
		}
		expect(
			await team.context.db.select().from(credentials).where(eq(credentials.orgId, team.orgId))
		).toEqual([]);
	});
});

describe('the end of a credential', () => {
	it('comes when the member stops sharing: for readers of the list, the files and the page', async () => {
		const awardId = await give(team.aiko);
		const other = await shared(team.lena, await give(team.lena, 'recognition:2'));
		const id = await shared(team.aiko, awardId);
		const kept = await verifyToken((await get(`${BASE}/credentials/${id}`)).text, get);
		team.at(LATER);
		expect(await stopSharing(team.context, team.aiko, awardId)).toEqual({
			ok: true,
			value: { revoked: true }
		});
		expect(await isRevoked(kept, get)).toBe(true);
		expect(await readCredential(team.context, id)).toEqual({ state: 'revoked', on: '2026-11-18' });
		for (const file of ['', '/credential.jwt', '/badge.png', '/badge.svg'])
			expect((await open(`${BASE}/credentials/${id}${file}`)).status).toBe(410);
		expect(await stopSharing(team.context, team.aiko, awardId)).toMatchObject({
			value: { revoked: false }
		});
		const lenas = await verifyToken((await get(`${BASE}/credentials/${other}`)).text, get);
		expect(await isRevoked(lenas, get)).toBe(false);
	});

	it('is for good: sharing again makes another one', async () => {
		const awardId = await give(team.aiko);
		const first = await shared(team.aiko, awardId);
		await stopSharing(team.context, team.aiko, awardId);
		const second = await shared(team.aiko, awardId);
		expect(second).not.toBe(first);
		expect(await readCredential(team.context, first)).toMatchObject({ state: 'revoked' });
		const [one, two] = await Promise.all([credentialOf(first), credentialOf(second)]);
		expect(one.statusIndex).not.toBe(two.statusIndex);
		expect(await readCredential(team.context, second)).toMatchObject({ state: 'valid' });
	});

	it('comes with the award’s, in the same transaction', async () => {
		const awardId = await give(team.aiko);
		const id = await shared(team.aiko, awardId);
		const kept = await verifyToken((await get(`${BASE}/credentials/${id}`)).text, get);
		const { db } = team.context;
		const withdrawnAt = new Date(LATER);
		await db
			.update(awards)
			.set({ withdrawnAt })
			.where(eq(awards.id, awardId as Id<'award'>));
		expect(await isRevoked(kept, get)).toBe(true);
		expect(await readCredential(team.context, id)).toMatchObject({ state: 'revoked' });
		expect(await share(team.context, team.aiko, awardId, BASE)).toMatchObject({ ok: false });
		expect(await ownAwards(db, team.aiko)).toEqual([]);
		expect(await readSharing(db, team.orgId)).toMatchObject({ live: 0, revoked: 1 });
	});

	it('stays one for whoever has read of it, also where the badge is earned again', async () => {
		const { db } = team.context;
		const [seen, unseen] = [await give(team.aiko), await give(team.lena, 'recognition:2')];
		const [first, second] = [await shared(team.aiko, seen), await shared(team.lena, unseen)];
		const ofTeam = eq(awards.orgId, team.orgId);
		await db
			.update(awards)
			.set({ withdrawnAt: new Date(LATER) })
			.where(ofTeam);
		expect(await readCredential(team.context, first)).toMatchObject({ state: 'revoked' });
		await db.update(awards).set({ withdrawnAt: null }).where(ofTeam);
		const read = await readCredential(team.context, second);
		if (read?.state !== 'valid') throw new Error('nobody had read that it ended');
		expect(await readCredential(team.context, first)).toMatchObject({ state: 'revoked' });
		expect(await isRevoked(await verifyToken(read.token, get), get)).toBe(false);
		expect(await shared(team.aiko, seen)).not.toBe(first);
		expect(await readSharing(db, team.orgId)).toMatchObject({ live: 2, revoked: 1 });
	});

	it('can come from an admin, by the link, for somebody who left; from nobody else', async () => {
		const id = await shared(team.aiko, await give(team.aiko));
		const { link } = revokeForm.parse({ link: ` ${BASE}/credentials/${id}/badge.png\n` });
		expect(link).toBe(id);
		const fjord = await newTeam('Fjord');
		for (const [where, who] of [
			[team, team.ines],
			[team, team.aiko],
			[fjord, fjord.greta]
		] as const)
			expect(await revokeCredential(where.context, who, link)).toMatchObject({ ok: false });
		expect(await readCredential(team.context, id)).toMatchObject({ state: 'valid' });
		expect(await revokeCredential(team.context, team.greta, link)).toMatchObject({ ok: true });
		const first = (await credentialOf(id)).revokedAt;
		team.at(LATER);
		expect(await revokeCredential(team.context, team.greta, link)).toMatchObject({ ok: true });
		expect((await credentialOf(id)).revokedAt).toEqual(first);
		expect(await readCredential(team.context, id)).toMatchObject({ state: 'revoked' });
	});

	it('needs a whole link', () => {
		const zeros = `${BASE}/credentials/${'0'.repeat(36)}`;
		for (const link of ['', 'x', BASE, `${BASE}/credentials/1`, zeros, '/'.repeat(501)])
			expect(revokeForm.safeParse({ link }).success, link).toBe(false);
	});

	it('is not the end of the member’s time here, nor of the badge’s', async () => {
		const { db } = team.context;
		const id = await shared(team.aiko, await give(team.aiko));
		await db
			.update(badges)
			.set({ archivedAt: new Date(LATER), name: 'Old' })
			.where(eq(badges.orgId, team.orgId));
		expect(await readCredential(team.context, id)).toMatchObject({
			state: 'valid',
			said: { badge: 'Closer' }
		});
	});
});

describe('the signature', () => {
	it('of a retired key holds, and the new one signs what comes', async () => {
		const first = await shared(team.aiko, await give(team.aiko));
		team.at(LATER);
		expect(await rotateKey(team.context, team.lena)).toMatchObject({
			problem: { kind: 'forbidden' }
		});
		expect(await rotateKey(team.context, team.ines)).toMatchObject({ ok: false });
		expect(await rotateKey(team.context, team.greta)).toMatchObject({ ok: true });
		const second = await shared(team.lena, await give(team.lena, 'recognition:2'));
		const kids = [];
		for (const id of [first, second]) {
			expect(await readCredential(team.context, id)).toMatchObject({ state: 'valid' });
			const { text } = await get(`${BASE}/credentials/${id}`);
			expect(await isRevoked(await verifyToken(text, get), get)).toBe(false);
			kids.push(JSON.parse(Buffer.from(text.split('.')[0]!, 'base64url').toString()).kid);
		}
		expect(new Set(kids).size).toBe(2);
		const set = JSON.parse((await get(`${BASE}/orgs/${team.orgId}/keys`)).text) as {
			keys: { kid: string }[];
		};
		expect(set.keys.map(({ kid }) => kid).sort()).toEqual(kids.sort());
		const { keys } = await readSharing(team.context.db, team.orgId);
		expect(keys.map(({ until }) => until)).toEqual([null, '2026-11-18']);
	});

	it('that does not hold is said so, whatever does not fit', async () => {
		const id = await shared(team.aiko, await give(team.aiko));
		const [head, body, signature] = (await credentialOf(id)).token.split('.') as string[];
		const tampered: Record<string, (string | undefined)[]> = {
			'another name': [head, renamed(body!), signature],
			'no signature': [head, body, ''],
			'no algorithm': [headed({ alg: 'none' }), body, ''],
			'a key as a secret': [headed({ alg: 'HS256' }), body, signature],
			'a key of its own': [headed({ kid: 'https://evil.example/keys/1' }), body, signature],
			'two parts': [head, body],
			words: ['not', 'a', 'token'],
			'a page of text': ['x'.repeat(30_000)]
		};
		for (const [what, parts] of Object.entries(tampered)) {
			await swap(id, parts.join('.'));
			expect(await readCredential(team.context, id), what).toEqual({ state: 'broken' });
			expect((await open(`${BASE}/credentials/${id}/badge.png`)).status, what).toBe(404);
		}
		await swap(id, [head, body, signature].join('.'));
		expect(await readCredential(team.context, id)).toMatchObject({ state: 'valid' });
	});

	it('of another credential is none of this one’s, nor is another organization’s', async () => {
		const mine = await shared(team.aiko, await give(team.aiko));
		const lenas = await shared(team.lena, await give(team.lena, 'recognition:2'));
		await swap(mine, (await credentialOf(lenas)).token);
		expect(await readCredential(team.context, mine)).toEqual({ state: 'broken' });
		const halden = team;
		team = await newTeam('Fjord');
		const theirs = await shared(team.aiko, await give(team.aiko));
		await swap(mine, (await credentialOf(theirs)).token);
		expect(await readCredential(halden.context, mine)).toEqual({ state: 'broken' });
	});
});

describe('a public door', () => {
	it('knows nothing of what is not there', async () => {
		for (const path of [
			'/credentials/x',
			'/credentials/',
			`/credentials/${NOWHERE}`,
			`/credentials/${'9'.repeat(400)}/badge.png`,
			"/credentials/' or 1=1 --/badge.svg",
			'/credentials/%00/credential.jwt',
			'/orgs/x/issuer',
			`/orgs/${NOWHERE}/keys`,
			`/orgs/${NOWHERE}/credentials/status`
		]) {
			const response = await open(BASE + path);
			expect(response.status, path).toBe(404);
			expect(response.headers.get('content-type'), path).toBe('application/problem+json');
		}
	});

	it('says nothing of an organization that never shared', async () => {
		await database.db.delete(signingKeys).where(eq(signingKeys.orgId, team.orgId));
		for (const path of ['issuer', 'keys', 'keys/1', 'credentials/status'])
			expect((await open(`${BASE}/orgs/${team.orgId}/${path}`)).status).toBe(404);
	});

	it('shows one organization’s key at no other’s address', async () => {
		await shared(team.aiko, await give(team.aiko));
		const { id } = (await readSharing(database.db, team.orgId)).keys[0]!;
		const fjord = await newTeam('Fjord');
		expect((await open(`${BASE}/orgs/${team.orgId}/keys/${id}`)).status).toBe(200);
		expect((await open(`${BASE}/orgs/${fjord.orgId}/keys/${id}`)).status).toBe(404);
	});

	it('lets a visitor look three hundred times a minute', async () => {
		const one = { context: team.context, base: BASE, address: '203.0.113.9' };
		const statuses: number[] = [];
		for (let look = 0; look < 301; look++)
			statuses.push((await issuerFile(one, 'x', 'issuer')).status);
		expect(statuses.filter((status) => status === 404)).toHaveLength(300);
		expect(statuses.at(-1)).toBe(429);
	});

	it('shows the name an organization has today to whoever asks for its profile', async () => {
		const id = await shared(team.aiko, await give(team.aiko));
		await database.db
			.update(organizations)
			.set({ name: 'Halden Group' })
			.where(eq(organizations.id, team.orgId));
		expect((await get(`${BASE}/orgs/${team.orgId}/issuer`)).text).toContain('Halden Group');
		expect(await readCredential(team.context, id)).toMatchObject({
			said: { organization: 'Halden & Co' }
		});
	});
});

async function credentialOf(id: string) {
	const [row] = await database.db
		.select()
		.from(credentials)
		.where(eq(credentials.id, id as Id<'credential'>));
	return row!;
}

async function swap(id: string, token: string) {
	await database.db
		.update(credentials)
		.set({ token })
		.where(eq(credentials.id, id as Id<'credential'>));
}

function headed(changes: object): string {
	const header = { alg: 'RS256', typ: 'JWT', kid: `${BASE}/orgs/1/keys/1`, ...changes };
	return Buffer.from(JSON.stringify(header)).toString('base64url');
}

function renamed(payload: string): string {
	const text = Buffer.from(payload, 'base64url').toString('utf8');
	return Buffer.from(text.replaceAll('Aiko Kimura', 'Anna Kimura')).toString('base64url');
}
