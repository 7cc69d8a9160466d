import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Socket } from 'socket.io-client';
import { freshDatabase } from '../database.ts';
import { startBuilt } from './built.ts';
import { listDoors } from './doors.ts';
import { knock, socketOf, type Answer } from './knock.ts';
import { ACTORS, MATRIX, type ActorName, type Row } from './matrix.ts';
import { makeWorld, type World } from './world.ts';

/** Whom Finn, the admin of another organization, must never read about. */
const HALDEN = /Aiko|Lena|Ines|Northern Lights|Halden/;
const BUILD_MS = 300_000;

let world: World;
let server: Awaited<ReturnType<typeof startBuilt>>;

beforeAll(async () => {
	const database = await freshDatabase();
	world = await makeWorld(database);
	server = await startBuilt(database.url);
}, BUILD_MS);

afterAll(() => server?.stop());

describe('the access matrix', () => {
	it('has a row for every door, and no row without one', async () => {
		const doors = (await listDoors()).sort();
		expect(Object.keys(MATRIX).sort()).toEqual(doors);
	});

	it.each(Object.entries(MATRIX))('%s', async (door, row) => {
		const expected = expectedOf(row);
		const found: Record<string, string> = {};
		for (const actor of ACTORS) {
			const answers = await knock(server.url, door, row, world, world.headers[actor]);
			found[actor] = [...new Set(answers.map(({ outcome }) => outcome))].join(' and ');
			if (actor === 'otherOrganization') keepsQuiet(door, answers);
		}
		expect(found).toEqual(expected);
	});

	it.each([
		['POST', '/api/v1/activities', true],
		['POST', '/api/v1/activities', false],
		['PATCH', '/api/v1/activities/calendar/demo%2F1', true]
	])('lets no body of 10 MB in: %s %s, its length told: %s', async (method, path, told) => {
		const text = JSON.stringify({ note: 'x'.repeat(10_000_000) });
		const response = await fetch(server.url + path, {
			method,
			headers: { ...world.headers.key, 'content-type': 'application/json' },
			body: told ? text : new Blob([text]).stream(),
			...(told ? {} : { duplex: 'half' })
		});
		expect(response.status).toBe(413);
		expect(await response.text()).toMatch(/larger than 2 MB|exceeds limit|too large/i);
	});

	it.each([
		['admin', '/figure?metric=points&from=2026-11-16&to=2026-11-22&group=%00'],
		['admin', '/figure/csv?metric=demos%00held&from=2026-11-16&to=2026-11-22'],
		['admin', '/standings/__data.json?team=%00'],
		['key', '/api/v1/boards?metric=points&period=week&around=%00']
	] as const)('knows no address with a NUL in it: %s, %s', async (actor, address) => {
		const response = await fetch(server.url + address, { headers: world.headers[actor] });
		expect(response.status).toBe(404);
		expect(await response.text()).toContain('There is nothing at this address.');
	});

	it('lets nobody step into a person who is not of the demo team', async () => {
		const row = { outcomes: '', form: () => ({ member: world.aiko }) };
		const [answer] = await knock(server.url, 'POST /demo?/step', row, world, {});
		expect(answer?.outcome).toBe('none');
	});

	it('closes the sockets of whoever signs out everywhere', async () => {
		const socket = socketOf(server.url, world.signedInOnce);
		await once(socket, 'connect');
		const closed = once(socket, 'disconnect');
		const row = { outcomes: '' };
		await knock(server.url, 'POST /logout?/everywhere', row, world, world.signedInOnce);
		expect(await closed).toEqual(['io server disconnect']);
		const [page] = await knock(server.url, 'GET /standings', row, world, world.signedInOnce);
		expect(page?.outcome).toBe('login');
	});

	it('refuses a form that another site sends', async () => {
		const response = await fetch(`${server.url}/settings/people?/team`, {
			method: 'POST',
			headers: { ...world.headers.admin, origin: 'https://evil.example' },
			body: new URLSearchParams({ name: 'Stolen' })
		});
		expect(response.status).toBe(403);
	});
});

function once(socket: Socket, event: string): Promise<unknown[]> {
	return new Promise((resolve) =>
		socket.once(event, (...args: unknown[]) => resolve(args.slice(0, 1)))
	);
}

function expectedOf({ outcomes }: Row): Record<ActorName, string> {
	const words = outcomes.trim().split(/\s+/);
	expect(words).toHaveLength(ACTORS.length);
	return Object.fromEntries(ACTORS.map((actor, index) => [actor, words[index]!])) as Record<
		ActorName,
		string
	>;
}

// A join link names its organization to whoever holds it, the demo team is there for everybody, and
// a shared badge says whose it is.
function keepsQuiet(door: string, answers: Answer[]): void {
	if (/\/(join|demo)|^GET \/(credentials|orgs)\//.test(door)) return;
	for (const { text } of answers) expect(text).not.toMatch(HALDEN);
}
