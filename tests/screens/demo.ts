import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, type BrowserContext } from '@playwright/test';
import { DEMO_FOLDER } from './lay-out-demo.ts';
import { startWinbell, type Winbell } from './server.ts';

export { expect, test };

const LAY_OUT_MS = 120_000;

export interface DemoWinbell extends Winbell {
	/** The demo team's organization, for the command line. */
	slug: string;
	/** A new API key. */
	key(name: string, scopes?: string): Promise<string>;
}

/** A built Winbell of its own with the demo team in it. */
export async function startDemo(): Promise<DemoWinbell> {
	const { slug, data } = await laidOut();
	const winbell = await onCopyOf(data);
	return {
		...winbell,
		slug,
		async key(name, scopes = 'activities:write') {
			const words = ['key', 'create', '--org', slug, '--name', name, '--scopes', scopes];
			return (await winbell.command(words)).trim();
		}
	};
}

async function laidOut(): Promise<{ slug: string; data: string }> {
	const folder = process.env[DEMO_FOLDER]!;
	const [slug, failure] = [join(folder, 'slug'), join(folder, 'failure')];
	const until = Date.now() + LAY_OUT_MS;
	while (!existsSync(slug)) {
		if (existsSync(failure)) throw new Error(readFileSync(failure, 'utf8'));
		if (Date.now() > until) throw new Error('The demo team was never laid out.');
		await sleep(50);
	}
	return { slug: readFileSync(slug, 'utf8'), data: join(folder, 'data') };
}

async function onCopyOf(data: string): Promise<Winbell> {
	if (existsSync(join(data, 'postgres.path'))) return madeAnew();
	const copy = mkdtempSync(join(tmpdir(), 'winbell-screens-'));
	// The database's files belong to its own user, which only cp keeps.
	const { status, stderr } = spawnSync('cp', ['-a', `${data}/.`, copy], { encoding: 'utf8' });
	if (status !== 0) throw new Error(stderr);
	return startWinbell(copy, { isOurs: true });
}

// Where PostgreSQL's user may not enter the folder its files are elsewhere, and no copy takes them along.
async function madeAnew(): Promise<Winbell> {
	const winbell = await startWinbell();
	await winbell.command(['demo']);
	return winbell;
}

const casts = new Map<string, Map<string, string>>();

/** Lets a browser be somebody of the demo team, by the same door as its button at /demo. */
export async function signIn(context: BrowserContext, url: string, name: string): Promise<void> {
	const cast = casts.get(url) ?? (await readCast(context, url));
	casts.set(url, cast);
	const member = [...cast].find(([known]) => known.startsWith(name))?.[1];
	if (!member) throw new Error(`Nobody of the demo team is called ${name}.`);
	const answer = await context.request.post(`${url}/demo?/step`, {
		form: { member },
		headers: { origin: url, accept: 'text/html' },
		maxRedirects: 0
	});
	expect(answer.headers().location, await answer.text()).toBe('/standings');
}

async function readCast(context: BrowserContext, url: string): Promise<Map<string, string>> {
	const page = await (await context.request.get(`${url}/demo`)).text();
	const parts = page.matchAll(/name="member" value="([^"]+)"[\s\S]*?class="name[^"]*">([^<]+)</g);
	return new Map([...parts].map(([, id, name]) => [name!, id!]));
}
