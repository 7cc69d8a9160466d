import type { BrowserContext, Page } from '@playwright/test';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';

let winbell: DemoWinbell;
let key: string;
let sent = 0;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
	key = await winbell.key('CRM');
});

test.afterAll(async () => winbell.stop());

async function stepInto(page: Page, name: string, path: string): Promise<void> {
	await signIn(page.context(), winbell.url, name);
	await page.goto(winbell.url + path);
}

async function demoHeldBy(page: Page, email: string): Promise<void> {
	const activity = { metric: 'demos-held', member: email, value: '1', source: 'screens' };
	const occurredAt = new Date().toISOString();
	const answer = await page.request.post(`${winbell.url}/api/v1/activities`, {
		headers: { authorization: `Bearer ${key}` },
		data: { activities: [{ ...activity, occurredAt, externalId: `live-${++sent}` }] }
	});
	expect(await answer.json()).toMatchObject({ recorded: 1 });
}

/** Cuts and mends the way to the server, for sockets by any transport. */
async function wireOf(context: BrowserContext) {
	let cut = false;
	const open = new Set<{ close(): Promise<void> }>();
	await context.route('**/socket.io/**', (route) => (cut ? route.abort() : route.continue()));
	await context.routeWebSocket('**/socket.io/**', (socket) => {
		if (cut) return void socket.close();
		socket.connectToServer();
		open.add(socket);
	});
	return {
		async cut() {
			cut = true;
			for (const socket of open) await socket.close();
			open.clear();
		},
		mend() {
			cut = false;
		}
	};
}

const status = (page: Page) => page.locator('main').getByRole('status').first();
const figure = (page: Page, name: string) =>
	page.locator('ol a', { hasText: name }).locator('[data-amount]');
const demo = 100_000_000_000n;

async function amount(page: Page, name: string): Promise<bigint> {
	return BigInt((await figure(page, name).first().getAttribute('data-amount')) ?? 0);
}

test('a board says when it is not live, and catches up by itself', async ({ page, context }) => {
	await page.setViewportSize({ width: 1440, height: 900 });
	const wire = await wireOf(context);
	await stepInto(page, 'Greta Lindqvist', '/standings?team=*');
	await expect(status(page)).toHaveText('Live');
	const before = await amount(page, 'Oskar Berg');
	await demoHeldBy(page, 'oskar@halden.example');
	await expect(figure(page, 'Oskar Berg')).toHaveAttribute('data-amount', `${before + demo}`);
	await wire.cut();
	await expect(status(page)).toHaveText(/^Offline, as of \d/, { timeout: 15_000 });
	await demoHeldBy(page, 'oskar@halden.example');
	await demoHeldBy(page, 'oskar@halden.example');
	expect(await amount(page, 'Oskar Berg')).toBe(before + demo);
	wire.mend();
	await expect(status(page)).toHaveText('Live', { timeout: 30_000 });
	await expect(figure(page, 'Oskar Berg')).toHaveAttribute('data-amount', `${before + 3n * demo}`);
});

test('moving to another period follows that board, and only that', async ({ page }) => {
	await page.setViewportSize({ width: 1440, height: 900 });
	await stepInto(page, 'Greta Lindqvist', '/standings?team=*&period=month');
	await expect(status(page)).toHaveText('Live');
	await page.getByRole('link', { name: 'Week', exact: true }).click();
	await page.waitForURL(/period=week|standings\?team=\*$/);
	await expect(status(page)).toHaveText('Live');
	const before = await amount(page, 'Oskar Berg');
	await demoHeldBy(page, 'oskar@halden.example');
	await expect(figure(page, 'Oskar Berg')).toHaveAttribute('data-amount', `${before + demo}`);
});

test('signed out elsewhere, the page goes to the door by itself', async ({ page, browser }) => {
	await stepInto(page, 'Aiko Kimura', '/standings');
	await expect(status(page)).toHaveText('Live');
	const other = await browser.newPage();
	await stepInto(other, 'Aiko Kimura', '/me');
	await other.getByRole('button', { name: /everywhere/i }).click();
	await page.waitForURL(/\/login/, { timeout: 15_000 });
	await other.close();
});
