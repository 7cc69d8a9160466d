import { once } from 'node:events';
import { createServer, request, type RequestOptions, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/lib/app/server/app.ts';
import { openSendDoor } from '../../src/lib/app/server/send-door.ts';
import type { Database } from '../../src/lib/platform/server/database.ts';
import { freshDatabase } from '../database.ts';
import { POST } from '../../src/routes/api/v1/activities/+server.ts';
import { knock } from './door.ts';
import { appOn, openOffice, type Office } from './office.ts';

const PATH = '/api/v1/activities';

let database: Database;
let app: App;
let office: Office;
let server: Server;
/** What came to the door behind it, which is SvelteKit's in the built app. */
let passedOn: string[];

beforeAll(async () => {
	database = await freshDatabase();
	app = appOn(database);
	office = await openOffice(app);
	server = createServer((incoming, response) => {
		passedOn.push(`${incoming.method} ${incoming.url}`);
		incoming.resume();
		response.end('the route');
	});
	openSendDoor(server, () => app);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
});

afterAll(async () => {
	server.closeAllConnections();
	server.close();
	await database.close();
});

function deal(externalId: string, value: unknown = 1) {
	return JSON.stringify({
		activities: [
			{ metric: 'deals-won', member: 'mara', value, occurredAt: '2026-11-18', externalId }
		]
	});
}

async function send(body: string | Buffer, options: RequestOptions = {}) {
	passedOn = [];
	const { port } = server.address() as AddressInfo;
	const sent = request({
		host: '127.0.0.1',
		port,
		path: PATH,
		method: 'POST',
		...options,
		headers: {
			authorization: `Bearer ${office.key}`,
			'content-length': Buffer.byteLength(body),
			...options.headers
		}
	});
	sent.end(body);
	const [response] = await once(sent, 'response');
	let text = '';
	for await (const chunk of response.setEncoding('utf8')) text += chunk;
	return { status: response.statusCode as number, headers: response.headers, text };
}

async function ledgerRows(): Promise<number> {
	const { rows } = await database.pool.query('select count(*)::int as rows from activities');
	return rows[0].rows;
}

describe('the door ahead of the routes', () => {
	const bodies: [string, string | Buffer, Record<string, string>?][] = [
		['a deal', deal('crm-1')],
		['the same deal again', deal('crm-1')],
		['the same id with other content', deal('crm-1', 2)],
		['a deal without an id, under an idempotency key', deal(''), { 'idempotency-key': 'mail-7' }],
		['no JSON', '{"activities":'],
		['nothing', ''],
		['Latin-1', Buffer.from(deal('Müller'), 'latin1')],
		['UTF-8 with a BOM', `\ufeff${deal('crm-bom')}`],
		['a hundred thousand lists in each other', '['.repeat(100_000)],
		['an empty list', '{"activities":[]}'],
		['a value that is none', deal('crm-2', 'many')]
	];
	test.each(bodies)('%s: it says what the route says', async (_, body, headers = {}) => {
		const byDoor = await send(body, { headers });
		const after = await ledgerRows();
		const byRoute = await knock(app, POST, PATH, {
			method: 'POST',
			key: office.key,
			body: typeof body === 'string' ? body : new Uint8Array(body),
			headers
		});
		expect(byDoor.status).toBe(byRoute.status);
		expect(byDoor.headers['content-type']).toBe(byRoute.headers.get('content-type'));
		const told = JSON.parse(byDoor.text);
		const again = JSON.parse(await byRoute.text());
		// What the door recorded is a duplicate to the route.
		if (told.recorded) expect(again).toEqual({ ...told, recorded: 0, duplicates: told.recorded });
		else expect(again).toEqual(told);
		expect(await ledgerRows()).toBe(after);
		expect(passedOn).toEqual([]);
	});

	test('a stranger, and a key that is none, are told how to knock', async () => {
		for (const authorization of ['', 'Bearer wb_nobody', 'Basic dXNlcjpwYXNz']) {
			const { status, headers, text } = await send(deal('crm-9'), { headers: { authorization } });
			expect(status).toBe(401);
			expect(headers['www-authenticate']).toBe('Bearer');
			expect(headers['x-content-type-options']).toBe('nosniff');
			expect(JSON.parse(text).detail).toContain('Send a valid API key');
		}
	});

	test('of what a stranger sends nothing is kept, and the connection goes on', async () => {
		const { port } = server.address() as AddressInfo;
		const socket = connect(port, '127.0.0.1').setEncoding('utf8');
		const head = (key: string, body: string) =>
			`POST ${PATH} HTTP/1.1\r\nhost: winbell.test\r\nauthorization: Bearer ${key}\r\n` +
			`content-length: ${Buffer.byteLength(body)}\r\n\r\n`;
		const body = deal('crm-10');
		socket.write(head('wb_nobody', body) + body.slice(0, 40));
		const [[arrived], [refused]] = await Promise.all([
			once(server, 'request'),
			once(socket, 'data')
		]);
		expect(refused).toContain('HTTP/1.1 401');
		expect(arrived.listenerCount('data')).toBe(0);
		const known = deal('crm-11');
		socket.write(body.slice(40) + head(office.key, known) + known);
		const [taken] = await once(socket, 'data');
		expect(taken).toContain('HTTP/1.1 200');
		socket.destroy();
	});

	test('what is unusual goes the way of the routes', async () => {
		const large = Buffer.alloc(600 * 1024, ' ');
		expect((await send(large)).text).toBe('the route');
		expect(passedOn).toEqual([`POST ${PATH}`]);
		await send('', { method: 'GET' });
		expect(passedOn).toEqual([`GET ${PATH}`]);
		await send(deal('crm-3'), { path: `${PATH}?dry=1` });
		expect(passedOn).toEqual([`POST ${PATH}?dry=1`]);
	});

	test('a client that leaves half way records nothing and disturbs nobody', async () => {
		const before = await ledgerRows();
		const { port } = server.address() as AddressInfo;
		const socket = connect(port, '127.0.0.1');
		await once(socket, 'connect');
		socket.write(
			`POST ${PATH} HTTP/1.1\r\nhost: winbell.test\r\nauthorization: Bearer ${office.key}\r\n` +
				`content-length: 400\r\n\r\n${deal('crm-4').slice(0, 40)}`
		);
		const [arrived] = await once(server, 'request');
		socket.destroy();
		await new Promise((resolve) => arrived.once('close', resolve));
		expect(await ledgerRows()).toBe(before);
		expect((await send(deal('crm-5'))).status).toBe(200);
	});

	test('whoever opens it again answers from then on', async () => {
		openSendDoor(server, () => {
			throw new Error('the app is being loaded anew');
		});
		const away = await send(deal('crm-6'));
		expect([away.status, JSON.parse(away.text).detail]).toEqual([
			503,
			'Winbell could not answer. Try again in a moment.'
		]);
		openSendDoor(server, () => app);
		expect((await send(deal('crm-6'))).status).toBe(200);
	});
});
