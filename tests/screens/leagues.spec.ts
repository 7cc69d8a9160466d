import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };
const REPS = 'mara tomas jonas aiko lena priya oskar sana emil hana caio nora'.split(' ');

let winbell: DemoWinbell;
let key: string;
let sent = 0;
const faults: string[] = [];

test.afterEach(() => {
	expect(faults.splice(0)).toEqual([]);
});

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
	key = await winbell.key('CRM');
	// So that everybody stands on a board, also on a Monday morning.
	for (const name of REPS) await win(name, 1);
});

test.afterAll(async () => winbell.stop());

async function win(name: string, deals: number): Promise<void> {
	const activity = {
		metric: 'deals-won',
		member: `${name}@halden.example`,
		value: deals,
		occurredAt: new Date().toISOString(),
		source: 'screens',
		externalId: `leagues-${++sent}`
	};
	const answer = await fetch(`${winbell.url}/api/v1/activities`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
		body: JSON.stringify({ activities: [activity] })
	});
	expect(await answer.json()).toMatchObject({ recorded: 1 });
}

/** Somebody of the demo team, on a screen of their own, at an address. */
async function stepInto(
	browser: Browser,
	name: string,
	path: string,
	viewport = PHONE
): Promise<{ page: Page; context: BrowserContext }> {
	const context = await browser.newContext({ viewport });
	const page = await context.newPage();
	page.on('pageerror', ({ message }) => faults.push(message));
	await signIn(context, winbell.url, name);
	await page.goto(`${winbell.url}${path}`);
	return { page, context };
}

async function clean(page: Page): Promise<void> {
	expect(await faultsOf(page)).toEqual([]);
}

async function fits(page: Page): Promise<void> {
	await page.setViewportSize({ width: 320, height: 640 });
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(wide).toBeLessThanOrEqual(0);
	await page.setViewportSize(PHONE);
}

const board = (page: Page) => page.getByRole('region', { name: 'Who goes where' });

test('a rep finds their league, why they play there and who goes up; a win shows at once', async ({
	browser
}) => {
	const { page, context } = await stepInto(browser, 'Nora Blix', '/standings');
	await page.getByRole('link', { name: /^League 2/ }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('League 2');
	await expect(page.getByText('New here: everybody starts in League 2')).toBeVisible();
	await expect(board(page)).toContainText('The first two go up into League 1.');
	await expect(board(page).locator('ol > li')).toHaveCount(6);
	await expect(page.locator('[data-up]')).toHaveCount(1);
	await expect(page.getByRole('status').getByText('Live')).toBeVisible();
	await clean(page);
	await fits(page);
	await win('nora', 90);
	await expect(page.locator('[data-place]')).toHaveAttribute('data-place', '1');
	await expect(board(page).locator('ol > li').first()).toContainText('You');
	await context.close();
});

test('leaving is one tap, nobody compares them then, and another tap brings them back', async ({
	browser
}) => {
	const rep = await stepInto(browser, 'Oskar Berg', '/leagues');
	// Who plays where goes by the weeks before, which are others on every day.
	const others = board(rep.page).locator('ol .name').filter({ hasNotText: 'You' });
	const neighbour = (await others.first().textContent())!.trim();
	const colleague = await stepInto(browser, neighbour, '/leagues');
	const title = await rep.page.getByRole('heading', { level: 1 }).textContent();
	await expect(colleague.page.getByRole('status').getByText('Live')).toBeVisible();
	await expect(board(colleague.page)).toContainText('Oskar Berg');
	await rep.page.getByRole('button', { name: 'Leave the leagues' }).click();
	await expect(rep.page.getByRole('heading', { name: 'You are out of the leagues' })).toBeFocused();
	await expect(board(colleague.page)).not.toContainText('Oskar Berg');
	await clean(rep.page);
	await fits(rep.page);
	await rep.page.getByRole('button', { name: `Back into ${title}` }).click();
	await expect(rep.page.getByRole('heading', { level: 1 })).toHaveText(title!);
	await expect(rep.page.getByRole('heading', { level: 1 })).toBeFocused();
	await expect(board(colleague.page)).toContainText('Oskar Berg');
	await rep.context.close();
	await colleague.context.close();
});

test('a manager looks at every league, an admin sees how people would be divided before saving', async ({
	browser
}) => {
	const manager = await stepInto(browser, 'Ines Falk', '/leagues', DESK);
	await manager.page.getByRole('link', { name: 'League 2' }).click();
	await expect(manager.page.getByRole('heading', { level: 1 })).toHaveText('League 2');
	await expect(manager.page.getByRole('button', { name: 'Leave the leagues' })).toHaveCount(0);
	await clean(manager.page);
	await manager.context.close();

	const rep = await stepInto(browser, 'Nora Blix', '/leagues');
	await expect(rep.page.getByRole('status').getByText('Live')).toBeVisible();
	const { page, context } = await stepInto(browser, 'Greta Lindqvist', '/settings/leagues');
	const preview = page.getByRole('region', { name: 'Divided today' });
	await expect(preview.getByRole('heading', { name: /^League \d/ })).toHaveCount(2);
	await page.getByLabel('People in a league, about').fill('12');
	await page.getByRole('button', { name: 'Show the leagues' }).click();
	await expect(preview).toContainText('12 people make one league');
	await clean(page);
	await fits(page);
	await page.getByLabel('Play leagues').uncheck();
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('status').getByText('Saved.')).toBeVisible();
	// The season had begun today, so it is called off, also where somebody looks at it.
	await expect(rep.page.getByRole('heading', { name: 'Leagues are off' })).toBeVisible();
	await rep.context.close();
	await page.goto(`${winbell.url}/leagues`);
	await expect(page.getByRole('link', { name: 'Set up leagues' })).toBeVisible();
	await context.close();
});
