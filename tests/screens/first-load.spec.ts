import { gzipSync } from 'node:zlib';
import type { Browser, Page, Response } from '@playwright/test';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';

const KB = 1024;
/** Gzipped, of all script that a page needs before anybody can use it. */
const LANDING = 75 * KB;
const ELSEWHERE = 110 * KB;
/** What every page may fetch once it stands: the socket's client, what listens to it, the toast. */
const AFTERWARDS = 30 * KB;

const PAGES = [
	['Ines Falk', '/standings', LANDING],
	['Ines Falk', '/goals', ELSEWHERE],
	['Ines Falk', '/moments', ELSEWHERE],
	['Ines Falk', '/recognise', ELSEWHERE],
	['Greta Lindqvist', '/settings/moments', ELSEWHERE]
] as const;

let winbell: DemoWinbell;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
});

test.afterAll(async () => winbell.stop());

interface Weight {
	/** Bytes, gzipped: what came with the page, and what it fetched by itself. */
	first: number;
	afterwards: number;
}

/** What a browser that has never been here fetches for a page. */
async function weigh(page: Page, path: string): Promise<Weight> {
	const scripts: Response[] = [];
	page.on('response', (response) => {
		if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response);
	});
	const document = (await page.goto(winbell.url + path))!;
	await page.waitForLoadState('networkidle');
	const named = `${await document.headerValue('link')} ${await document.text()}`;
	const weight = { first: 0, afterwards: 0 };
	for (const script of scripts) {
		const file = script.url().split('/').at(-1)!;
		const size = gzipSync(await script.body()).length;
		weight[named.includes(file) ? 'first' : 'afterwards'] += size;
	}
	return weight;
}

async function weighAs(browser: Browser, name: string, path: string): Promise<Weight> {
	const context = await browser.newContext();
	await signIn(context, winbell.url, name);
	const weight = await weigh(await context.newPage(), path);
	await context.close();
	return weight;
}

function expectWithin({ first, afterwards }: Weight, most: number, path: string): void {
	expect.soft(first, path).toBeGreaterThan(20 * KB);
	expect.soft(first, path).toBeLessThanOrEqual(most);
	expect.soft(afterwards, `${path}, afterwards`).toBeLessThanOrEqual(AFTERWARDS);
}

test('no page makes a phone wait for more script than it may', async ({ browser }) => {
	for (const [name, path, most] of PAGES)
		expectWithin(await weighAs(browser, name, path), most, path);
	const one = await browser.newContext();
	await signIn(one, winbell.url, 'Ines Falk');
	const linksOf = async (path: string, to: RegExp) =>
		to.exec(await (await one.request.get(winbell.url + path)).text())![0];
	for (const path of [
		await linksOf('/goals', /\/goals\/[0-9a-f-]{36}/),
		await linksOf('/standings', /\/members\/[0-9a-f-]{36}/)
	])
		expectWithin(await weighAs(browser, 'Ines Falk', path), ELSEWHERE, path);
	await one.close();
});

test('a TV starts with no more script than a phone', async ({ browser }) => {
	const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
	const answer = await context.request.post(`${winbell.url}/demo?/tv`, {
		form: { open: 'tv' },
		headers: { origin: winbell.url, accept: 'text/html' },
		maxRedirects: 0
	});
	const tv = answer.headers().location!;
	expect(tv).toMatch(/^\/tv\/[0-9a-f-]{36}$/);
	expectWithin(await weigh(await context.newPage(), tv), LANDING, tv);
	await context.close();
});

test('the door is as light as the board behind it', async ({ page }) => {
	expectWithin(await weigh(page, '/login'), LANDING, '/login');
});
