import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { OrgId } from '#lib/platform/ids.ts';
import type { ClientEvents, Patch, Refusal, ServerEvents, WatchAnswer } from '../protocol.ts';
import { createGateway, type Gateway, type GatewayOptions } from './gateway.ts';
import { HALDEN, OTHER, pointsBook, type Book, type Points, type Rep } from './realtime.fixture.ts';

type Client = Socket<ServerEvents, ClientEvents>;

const NORTH = 'points?team=north';
const PEOPLE: Record<string, { name: string; orgId: OrgId }> = {
	'winbell=aiko': { name: 'Aiko', orgId: HALDEN },
	'winbell=mara': { name: 'Mara', orgId: HALDEN },
	'winbell=ines': { name: 'Ines', orgId: HALDEN },
	'winbell=zoe': { name: 'Zoe', orgId: OTHER }
};

let http: HttpServer;
let gateway: Gateway;
let book: Book;
let port: number;
let signedOut: Set<string>;
let clients: Client[];

function gatewayOf(options: Partial<GatewayOptions<Rep>> = {}): Gateway {
	return createGateway<Rep>({
		topics: [book.topic],
		nextMidnight: async () => new Date(Date.now() + 3_600_000),
		async authenticate({ headers }) {
			const viewer = PEOPLE[headers.cookie ?? ''];
			if (!viewer || signedOut.has(viewer.name)) return null;
			return { viewer, keys: [`revoked:session:${viewer.name}`, 'revoked:member:all'] };
		},
		...options
	});
}

beforeEach(async () => {
	book = pointsBook();
	signedOut = new Set();
	clients = [];
	http = createServer((_, response) => response.end('page'));
	gateway = gatewayOf();
	gateway.attach(http);
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	port = (http.address() as AddressInfo).port;
});

afterEach(async () => {
	for (const client of clients) client.disconnect();
	gateway.close();
	await new Promise((resolve) => http.close(resolve));
});

function client(cookie: string, options: Partial<ManagerOptions & SocketOptions> = {}): Client {
	const made: Client = io(`http://127.0.0.1:${port}`, {
		transports: ['websocket'],
		forceNew: true,
		reconnectionDelay: 20,
		reconnectionDelayMax: 50,
		extraHeaders: { cookie, origin: `http://127.0.0.1:${port}` },
		...options
	});
	clients.push(made);
	return made;
}

function once(client: Client, event: string): Promise<never> {
	return new Promise((resolve) => client.once(event as 'patch', resolve as () => void));
}

async function connected(cookie: string): Promise<Client> {
	const made = client(cookie);
	await once(made, 'connect');
	return made;
}

async function refusalOf(made: Client): Promise<Refusal | string> {
	const error: Error & { data?: Refusal } = await once(made, 'connect_error');
	return error.data ?? error.message;
}

function watch(made: Client, topic: string, version: number | null = null): Promise<WatchAnswer> {
	return made.timeout(5000).emitWithAck('watch', topic, version);
}

function set(points: Points): void {
	book.points.set(`${HALDEN} north`, points);
	gateway.moved(HALDEN, ['points:north']);
}

function versionOf(answer: WatchAnswer): number {
	if (!answer.ok || !('snapshot' in answer)) throw new Error(JSON.stringify(answer));
	return answer.snapshot.version;
}

describe('the handshake', () => {
	test.each(['websocket', 'polling'])('lets a signed-in page in by %s', async (transport) => {
		const page = client('winbell=aiko', { transports: [transport] });
		await once(page, 'connect');
		expect(gateway.counts().sockets).toBe(1);
	});

	test('refuses a stranger with a reason the page can act on', async () => {
		const refusal = { kind: 'unauthenticated', detail: 'Sign in to go on.' };
		expect(await refusalOf(client('winbell=nobody'))).toEqual(refusal);
		expect(await refusalOf(client(''))).toEqual(refusal);
		expect(gateway.counts()).toEqual({ sockets: 0, channels: 0 });
	});

	test.each(['websocket', 'polling'])(
		'refuses the page of another site by %s',
		async (transport) => {
			const extraHeaders = { cookie: 'winbell=aiko', origin: 'https://evil.example' };
			const page = client('', { transports: [transport], extraHeaders });
			expect(await refusalOf(page)).toMatch(/websocket error|xhr poll error/);
			expect(gateway.counts().sockets).toBe(0);
		}
	);

	test('refuses a cookie that comes without word of where from', async () => {
		expect(await refusalOf(client('', { extraHeaders: { cookie: 'winbell=aiko' } }))).toBe(
			'websocket error'
		);
	});

	test('says so where the sign-in cannot be looked up right now', async () => {
		const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
		gatewayOf({ authenticate: () => Promise.reject(new Error('The database is away')) }).attach(
			http
		);
		expect(await refusalOf(client('winbell=aiko'))).toMatchObject({ kind: 'unavailable' });
		expect(log).toHaveBeenCalledOnce();
		log.mockRestore();
	});

	test('limits how often an address may knock', async () => {
		gatewayOf({ limits: { handshakes: 2 } }).attach(http);
		await connected('winbell=aiko');
		await connected('winbell=aiko');
		expect(await refusalOf(client('winbell=aiko'))).toBe('websocket error');
	});

	test('leaves every other request alone', async () => {
		expect(await (await fetch(`http://127.0.0.1:${port}/standings`)).text()).toBe('page');
	});
});

describe('watching', () => {
	test('gives a snapshot, then every change with the next version, encoded once for all', async () => {
		const [aiko, mara] = [await connected('winbell=aiko'), await connected('winbell=mara')];
		const answers = await Promise.all([watch(aiko, NORTH), watch(mara, NORTH)]);
		expect(answers[0]).toMatchObject({
			ok: true,
			snapshot: { topic: NORTH, data: { Mara: 1, Aiko: 2 } }
		});
		expect(answers[1]).toEqual(answers[0]);
		const patches = Promise.all([once(aiko, 'patch'), once(mara, 'patch')]);
		set({ Mara: 1, Aiko: 3 });
		const version = versionOf(answers[0]) + 1;
		const patch = { topic: NORTH, version, at: expect.any(String) };
		const change = { set: { Aiko: 3 }, gone: [] };
		expect(await patches).toEqual([
			{ ...patch, data: change },
			{ ...patch, data: change }
		]);
		expect(book.reads).toBe(2);
	});

	test('goes on from the snapshot a page was made with', async () => {
		const { version, data } = await gateway.snapshot<Points>(HALDEN, NORTH);
		expect(data).toEqual({ Mara: 1, Aiko: 2 });
		const aiko = await connected('winbell=aiko');
		expect(await watch(aiko, NORTH, version)).toEqual({ ok: true, patches: [] });
		expect(book.reads).toBe(1);
	});

	test('tells exactly what was missed, or everything where it cannot', async () => {
		const aiko = await connected('winbell=aiko');
		const version = versionOf(await watch(aiko, NORTH));
		for (const Aiko of [3, 4]) {
			const patch = once(aiko, 'patch');
			set({ Mara: 1, Aiko });
			await patch;
		}
		expect(await watch(aiko, NORTH, version + 1)).toMatchObject({
			patches: [{ version: version + 2, data: { set: { Aiko: 4 } } }]
		});
		expect(await watch(aiko, NORTH, version - 1)).toMatchObject({
			snapshot: { version: version + 2, data: { Aiko: 4 } }
		});
	});

	test('ends with unwatch, and each board goes only to those who watch it', async () => {
		const [aiko, mara] = [await connected('winbell=aiko'), await connected('winbell=mara')];
		book.points.set(`${HALDEN} south`, {});
		await watch(aiko, NORTH);
		await watch(mara, NORTH);
		await watch(mara, 'points?team=south');
		const heard: Patch<unknown>[] = [];
		aiko.on('patch', (patch) => heard.push(patch));
		aiko.emit('unwatch', NORTH);
		await watch(aiko, 'points?team=south');
		const patch = once(mara, 'patch');
		set({ Mara: 9 });
		await patch;
		await watch(aiko, 'points?team=south');
		expect(heard).toEqual([]);
	});

	test('an organization never hears of another', async () => {
		const zoe = await connected('winbell=zoe');
		expect(await watch(zoe, NORTH)).toMatchObject({ ok: false, kind: 'missing' });
		book.points.set(`${OTHER} north`, { Zoe: 1 });
		expect(await watch(zoe, NORTH)).toMatchObject({ snapshot: { data: { Zoe: 1 } } });
		const heard: unknown[] = [];
		zoe.on('patch', (patch) => heard.push(patch));
		const aiko = await connected('winbell=aiko');
		await watch(aiko, NORTH);
		const patch = once(aiko, 'patch');
		set({ Mara: 9 });
		await patch;
		await watch(zoe, NORTH);
		expect(heard).toEqual([]);
	});

	test('is refused where the viewer may not, each time it is asked', async () => {
		book.points.set(`${HALDEN} managers`, { Ines: 1 });
		const key = 'points?team=managers';
		expect(await watch(await connected('winbell=aiko'), key)).toEqual({
			ok: false,
			kind: 'forbidden',
			detail: 'You may not see this.'
		});
		expect(await watch(await connected('winbell=ines'), key)).toMatchObject({ ok: true });
	});

	test('is refused beyond twenty topics, and free again after unwatch', async () => {
		const aiko = await connected('winbell=aiko');
		for (let team = 0; team <= 20; team += 1) book.points.set(`${HALDEN} t${team}`, {});
		for (let team = 0; team < 20; team += 1)
			expect(await watch(aiko, `points?team=t${team}`)).toMatchObject({ ok: true });
		expect(await watch(aiko, 'points?team=t20')).toMatchObject({ ok: false, kind: 'too-many' });
		aiko.emit('unwatch', 'points?team=t3');
		expect(await watch(aiko, 'points?team=t20')).toMatchObject({ ok: true });
	});

	test('a topic that cannot be read says so and does not count', async () => {
		const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
		const aiko = await connected('winbell=aiko');
		book.fail = true;
		expect(await watch(aiko, NORTH)).toMatchObject({ ok: false, kind: 'unavailable' });
		book.fail = false;
		expect(await watch(aiko, NORTH)).toMatchObject({ ok: true });
		log.mockRestore();
	});

	test('a topic that ends says so, and may come back', async () => {
		const aiko = await connected('winbell=aiko');
		await watch(aiko, NORTH);
		const ended = once(aiko, 'ended');
		book.points.delete(`${HALDEN} north`);
		gateway.moved(HALDEN, ['points:north']);
		expect(await ended).toBe(NORTH);
		expect(await watch(aiko, NORTH, 1)).toMatchObject({ ok: false, kind: 'missing' });
		set({ Mara: 1 });
		expect(await watch(aiko, NORTH, 1)).toMatchObject({ ok: true });
		const patch = once(aiko, 'patch');
		set({ Mara: 2 });
		expect(await patch).toMatchObject({ data: { set: { Mara: 2 } } });
	});
});

describe('what nobody should send', () => {
	test.each([
		['no such event', ['shout', 'hello'], 'missing'],
		['nothing to watch', ['watch'], 'invalid'],
		['a number for a topic', ['watch', 7, null], 'invalid'],
		['words for a version', ['watch', NORTH, 'newest'], 'invalid'],
		['half a version', ['watch', NORTH, 1.5], 'invalid'],
		['a topic without end', ['watch', 'x'.repeat(5000), null], 'invalid'],
		['more than asked for', ['watch', NORTH, null, { admin: true }], 'invalid'],
		['a topic that is not there', ['watch', 'secrets', null], 'missing'],
		['a topic called like a method', ['watch', '__proto__', null], 'missing']
	])('%s is answered with a sentence', async (_, [event, ...args], kind) => {
		const aiko = await connected('winbell=aiko');
		const answer = await aiko
			.timeout(5000)
			.emitWithAck(event as 'watch', ...(args as [never, never]));
		expect(answer).toMatchObject({ ok: false, kind, detail: expect.stringMatching(/^[A-Z].*\.$/) });
	});

	test('without a way to answer it is passed over', async () => {
		const aiko = await connected('winbell=aiko');
		const raw = aiko as unknown as { emit(...args: unknown[]): void };
		raw.emit('watch');
		raw.emit('watch', NORTH, null);
		raw.emit('unwatch', { topic: NORTH });
		raw.emit('unwatch');
		raw.emit('unwatch', 'never watched');
		raw.emit('constructor', null);
		expect(await watch(aiko, NORTH)).toMatchObject({ ok: true });
	});

	test('too much at once is told to wait', async () => {
		const aiko = await connected('winbell=aiko');
		const answers = await Promise.all(Array.from({ length: 80 }, () => watch(aiko, NORTH)));
		const refused = answers.filter((answer) => !answer.ok);
		expect(refused.length).toBeGreaterThan(10);
		expect(refused[0]).toMatchObject({ kind: 'too-many' });
	});

	test('a message of more than 16 KB ends the connection', async () => {
		const aiko = await connected('winbell=aiko');
		const gone = once(aiko, 'disconnect');
		aiko.emit('unwatch', 'x'.repeat(20_000));
		await gone;
	});
});

describe('sending away', () => {
	test('what is revoked closes its sockets at once, and only those', async () => {
		const [aiko, mara] = [await connected('winbell=aiko'), await connected('winbell=mara')];
		await watch(aiko, NORTH);
		const gone = once(aiko, 'disconnect');
		gateway.moved(OTHER, ['revoked:session:Aiko']);
		gateway.moved(HALDEN, ['moments', 'revoked:session:Aiko']);
		expect(await gone).toBe('io server disconnect');
		expect(mara.connected).toBe(true);
		expect(gateway.counts().sockets).toBe(1);
	});

	test('what is revoked between the look-up and the welcome does not get in', async () => {
		let answer: () => void = () => {};
		const looked = new Promise<void>((resolve) => (answer = resolve));
		let asked: () => void = () => {};
		const asking = new Promise<void>((resolve) => (asked = resolve));
		gateway = gatewayOf({
			async authenticate() {
				asked();
				await looked;
				return { viewer: PEOPLE['winbell=aiko']!, keys: ['revoked:session:Aiko'] };
			}
		});
		gateway.attach(http);
		const aiko = client('winbell=aiko');
		const gone = once(aiko, 'disconnect');
		await asking;
		gateway.moved(HALDEN, ['revoked:session:Aiko']);
		answer();
		expect(await gone).toBe('io server disconnect');
	});

	test('whoever is still somebody after a revocation comes back at once, with the new rights', async () => {
		const aiko = await connected('winbell=aiko');
		const gone = once(aiko, 'disconnect');
		gateway.moved(HALDEN, ['people', 'revoked:session:Aiko']);
		await gone;
		const back = await connected('winbell=aiko');
		expect(await watch(back, NORTH)).toMatchObject({ ok: true });
		expect(back.connected).toBe(true);
		expect(gateway.counts().sockets).toBe(1);
	});

	test('after missed announcements everything is read again and everybody asked again', async () => {
		const [aiko, mara] = [await connected('winbell=aiko'), await connected('winbell=mara')];
		await watch(aiko, NORTH);
		await watch(mara, NORTH);
		signedOut.add('Aiko');
		book.points.set(`${HALDEN} north`, { Mara: 5 });
		const [gone, patch] = [once(aiko, 'disconnect'), once(mara, 'patch')];
		gateway.missed();
		expect(await gone).toBe('io server disconnect');
		expect(await patch).toMatchObject({ data: { set: { Mara: 5 } } });
	});

	test('not knowing who somebody is sends nobody away', async () => {
		const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
		const asked: string[] = [];
		let away = false;
		gateway = gatewayOf({
			async authenticate({ headers }) {
				asked.push(String(headers.cookie));
				if (away) throw new Error('The database is away');
				return { viewer: PEOPLE['winbell=aiko']!, keys: [] };
			}
		});
		gateway.attach(http);
		const aiko = await connected('winbell=aiko');
		away = true;
		gateway.missed();
		await vi.waitFor(() => expect(asked).toHaveLength(2));
		expect(await watch(aiko, NORTH)).toMatchObject({ ok: true });
		log.mockRestore();
	});
});

describe('reload and shutdown', () => {
	test.each(['running', 'closed'])(
		'a new gateway takes over from one that is %s',
		async (first) => {
			const aiko = await connected('winbell=aiko');
			await watch(aiko, NORTH);
			const back = once(aiko, 'connect');
			const old = gateway;
			if (first === 'closed') old.close();
			gateway = gatewayOf();
			gateway.attach(http);
			await back;
			await watch(aiko, NORTH);
			const heard: unknown[] = [];
			aiko.on('patch', (patch) => heard.push(patch));
			const patch = once(aiko, 'patch');
			old.moved(HALDEN, ['points:north']);
			set({ Mara: 9 });
			await patch;
			expect(heard).toHaveLength(1);
			old.close();
			expect(gateway.counts().sockets).toBe(1);
		}
	);

	test('close lets the http server end, and pages try to come back', async () => {
		const aiko = await connected('winbell=aiko');
		await watch(aiko, NORTH);
		const gone = once(aiko, 'disconnect');
		gateway.close();
		expect(await gone).toBe('transport close');
		expect(aiko.active).toBe(true);
		expect(await refusalOf(client('winbell=mara'))).toBe('websocket error');
		await new Promise((resolve) => http.close(resolve));
		gateway.close();
	});
});
