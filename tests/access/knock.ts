import { io, type Socket } from 'socket.io-client';
import { DISPLAY_COOKIE } from '../../src/lib/displays/server/index.ts';
import type { Outcome, Row } from './matrix.ts';
import type { World } from './world.ts';

/** What came of knocking; `text` is everything that was answered, to look for what must not be in it. */
export interface Answer {
	outcome: Outcome | `fault ${string}`;
	text: string;
}

/** Knocks at a door of a running server, the way a browser or a program would. */
export async function knock(
	base: string,
	door: string,
	row: Row,
	world: World,
	headers: Record<string, string>
): Promise<Answer[]> {
	const [kind, name] = door.split(' ') as [string, string];
	if (kind === 'TOPIC') return [await watch(base, row.path!(world), headers)];
	if (kind === 'EVENT') return [await watch(base, 'goals', headers, name)];
	const path = row.path?.(world) ?? name.split('?')[0]!;
	if (row.json || kind === 'DELETE')
		return [await send(kind, base + path, headers, JSON.stringify(row.json?.(world)))];
	if (kind === 'POST') return [await act(base, path, name, row.form?.(world) ?? {}, headers)];
	const page = await get(base + path, headers);
	// Its data has an address of its own, which a page's frame does not guard.
	return isPage(path) ? [page, await data(base, path, headers)] : [page];
}

function isPage(path: string): boolean {
	return (
		!path.startsWith('/api/') &&
		!/^\/orgs\/|^\/credentials\/[^/]+\//.test(path) &&
		!/\/(picture|sound)\//.test(path) &&
		!/^\/goals\/[^/]+\/(below|csv)$/.test(pathOf(path)) &&
		pathOf(path) !== '/settings/alignment/goals' &&
		!['/healthz', '/moments/earlier', '/figure/csv', '/keepsake/html', '/keepsake/json'].includes(
			pathOf(path)
		)
	);
}

const pathOf = (path: string) => path.split('?')[0]!;

async function get(url: string, headers: Record<string, string>): Promise<Answer> {
	const response = await fetch(url, { headers, redirect: 'manual' });
	return answerOf(response.status, response.headers.get('location'), await response.text());
}

async function data(base: string, path: string, headers: Record<string, string>): Promise<Answer> {
	const [page, query] = path.split('?');
	const url = `${base}${page === '/' ? '' : page}/__data.json${query ? `?${query}` : ''}`;
	const response = await fetch(url, { headers, redirect: 'manual' });
	const text = await response.text();
	if (!response.headers.get('content-type')?.includes('json'))
		return answerOf(response.status, response.headers.get('location'), text);
	const body = JSON.parse(text.split('\n')[0]!);
	const failed = body.nodes?.find((node: { type?: string } | null) => node?.type === 'error');
	const status = body.type === 'redirect' ? 303 : (failed?.status ?? response.status);
	return answerOf(status, body.location, text);
}

async function act(
	base: string,
	path: string,
	name: string,
	form: Record<string, string>,
	headers: Record<string, string>
): Promise<Answer> {
	const action = name.split('?')[1];
	const response = await fetch(`${base}${path}${action ? `?${action}` : ''}`, {
		method: 'POST',
		redirect: 'manual',
		headers: { ...headers, origin: base, accept: 'application/json', 'x-sveltekit-action': 'true' },
		body: new URLSearchParams(form)
	});
	const text = await response.text();
	if (response.status >= 300 && response.status < 400)
		return answerOf(response.status, response.headers.get('location'), text);
	const result = JSON.parse(text) as { type: string; status?: number; location?: string };
	return answerOf(result.status ?? response.status, result.location ?? null, text);
}

async function send(
	method: string,
	url: string,
	headers: Record<string, string>,
	body: string | undefined
): Promise<Answer> {
	const response = await fetch(url, {
		method,
		redirect: 'manual',
		headers: { ...headers, origin: new URL(url).origin, 'content-type': 'application/json' },
		...(body === undefined ? {} : { body })
	});
	return answerOf(response.status, response.headers.get('location'), await response.text());
}

function answerOf(status: number, location: string | null, text: string): Answer {
	const outcome = outcomeOf(status, location, text);
	return { outcome, text };
}

function outcomeOf(status: number, location: string | null, text: string): Answer['outcome'] {
	if (location?.startsWith('/login?next=')) return 'login';
	if (location === '/tv') return 'pair';
	if (status === 401) return text.includes('That e-mail and password') ? 'in' : 'who';
	if (status === 403) return 'no';
	if (status === 404) return 'none';
	if (status === 400) return 'off';
	return status < 500 ? 'in' : `fault ${status}`;
}

type Watched = { ok: boolean; kind?: string };

async function watch(
	base: string,
	topic: string,
	headers: Record<string, string>,
	event = 'watch'
): Promise<Answer> {
	const socket = socketOf(base, headers);
	try {
		const connected = await new Promise<boolean>((resolve) => {
			socket.once('connect', () => resolve(true));
			socket.once('connect_error', () => resolve(false));
		});
		if (!connected) return { outcome: 'out', text: '' };
		if (event === 'unwatch') {
			socket.emit('unwatch', topic);
			return { outcome: 'in', text: '' };
		}
		const answer = (await socket.timeout(5000).emitWithAck(event, topic, null)) as Watched;
		const text = JSON.stringify(answer);
		if (answer.ok) return { outcome: 'in', text };
		return { outcome: answer.kind === 'forbidden' ? 'no' : 'none', text };
	} finally {
		socket.disconnect();
	}
}

/** A connection as a page of whoever sends these headers would have it. */
export function socketOf(base: string, headers: Record<string, string>): Socket {
	const isTv = headers.cookie?.startsWith(DISPLAY_COOKIE);
	return io(base, {
		transports: ['websocket'],
		extraHeaders: { ...headers, origin: base },
		query: isTv ? { as: 'tv' } : {},
		reconnection: false,
		forceNew: true
	});
}
