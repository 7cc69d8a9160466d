import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { HARDENING } from '#lib/platform/server/hardening.ts';
import { broken, problemDocument } from '#lib/platform/server/problem.ts';
import { parseJson } from '#lib/platform/server/read-json.ts';
import type { App } from './app.ts';
import { identifyKey } from './identify.ts';
import { takeActivities } from './take-activities.ts';

const PATH = '/api/v1/activities';
/** Larger ones, and those that do not say how large they are, go SvelteKit's way. */
const MOST_BYTES = 512 * 1024;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

// In development this module is loaded anew on a change while the http server lives on.
const DOORS = Symbol.for('winbell.send-doors');
const doors = ((globalThis as Record<symbol, unknown>)[DOORS] ??= new WeakMap()) as WeakMap<
	Server,
	{ answer: Listener }
>;

/**
 * Answers `POST /api/v1/activities` ahead of SvelteKit, whose way through a request costs a third of
 * what recording an activity does. It says the same as the route, which stays for whatever is unusual.
 */
export function openSendDoor(server: Server, app: () => App): void {
	const answer: Listener = (request, response) => void respond(app, request, response);
	const known = doors.get(server);
	if (known) return void (known.answer = answer);
	const door = { answer };
	doors.set(server, door);
	const others = server.listeners('request') as Listener[];
	server.removeAllListeners('request');
	server.on('request', (request, response) => {
		if (isUsual(request)) door.answer(request, response);
		else for (const other of others) other.call(server, request, response);
	});
}

function isUsual({ method, url, headers }: IncomingMessage): boolean {
	return method === 'POST' && url === PATH && Number(headers['content-length']) <= MOST_BYTES;
}

async function respond(
	app: () => App,
	request: IncomingMessage,
	response: ServerResponse
): Promise<void> {
	const { status, headers, body } = await answerTo(app, request);
	if (response.destroyed) return;
	const length = Buffer.byteLength(body);
	response.writeHead(status, { ...HARDENING, ...headers, 'content-length': length });
	response.end(body);
}

async function answerTo(app: () => App, request: IncomingMessage) {
	try {
		const { authorization = '', 'idempotency-key': requestKey } = request.headers;
		const actor = await identifyKey(app().context, authorization);
		const key = requestKey === undefined ? null : String(requestKey);
		const taken = await takeActivities(app(), actor, key, async () =>
			// Nothing of a stranger's is kept in memory: node throws away what nobody reads.
			parseJson(await readBody(request))
		);
		if (!taken.ok) return problemDocument(taken.problem);
		const headers = { 'content-type': 'application/json' };
		return { status: 200, headers, body: JSON.stringify(taken.value) };
	} catch (error) {
		return problemDocument(broken(error, { path: PATH, method: 'POST' }));
	}
}

/** Never settles where the client leaves half way: nobody is there to be answered. */
function readBody(request: IncomingMessage): Promise<Uint8Array> {
	return new Promise((resolve) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => resolve(Buffer.concat(chunks)));
		request.on('error', () => undefined);
	});
}
